@echo off
rem Starts Preflight from its distribution: this file stands in bin\, the jars beside it in lib\.
setlocal

set "java=java.exe"
if exist "%~dp0..\runtime\bin\java.exe" set "JAVA_HOME=%~dp0..\runtime"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
if defined JAVA_HOME if exist "%java%" goto start
if not defined JAVA_HOME where /q java.exe && goto start
echo preflight: no Java found; install Java 17 or newer, or set JAVA_HOME>&2
exit /b 3

:start
rem Most runs are short: the serial collector starts soonest and takes the least memory, if its heap begins small.
rem zstd is a native library; from Java 24 on, Java warns of one unless it is allowed.
"%java%" -XX:+UseSerialGC -XX:InitialRAMPercentage=0.1 --enable-native-access=ALL-UNNAMED -Xshare:auto %PREFLIGHT_JAVA_OPTS% -cp "%~dp0..\lib\*" io.github.jsonlpreflight.cli.Main %*
exit /b %errorlevel%
