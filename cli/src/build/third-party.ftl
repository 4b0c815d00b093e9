<#-- The licences of what lib/ holds beside Preflight itself, in the order of the artifacts. -->
Preflight stands under the Apache License 2.0; see LICENSE. The other jars in lib/ are those that their
authors have published, unchanged; what a jar has of notices and licence texts stands in it, under META-INF.
Where a jar has none, the text of its licence is in licences/, or, for the Apache License 2.0, in LICENSE.

Their licences, by the names of https://spdx.org/licenses/ and by whose work they are:

<#list dependencyMap as entry>
<#if entry.getKey().groupId != "io.github.jsonlpreflight">
${entry.getKey().groupId}:${entry.getKey().artifactId}:${entry.getKey().version}
    ${entry.getValue()?join(" or ")}<#if entry.getKey().url??>, ${entry.getKey().url}</#if>
</#if>
</#list>
