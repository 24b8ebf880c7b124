# CrmWeb as a container: docker build -t crmweb .
# It listens on 8080 over plain http, for a proxy with a certificate in front of it; docs/operations.md says how it is set up.

# What the pages load, so that the build below needs no Node.
FROM node:22-bookworm-slim AS client
WORKDIR /source/src/CrmWeb
COPY src/CrmWeb/package.json src/CrmWeb/package-lock.json src/CrmWeb/.npmrc ./
# The packages first: a change of a page alone does not fetch them again.
RUN npm ci --include=dev --ignore-scripts
# All of it, because the style sheet keeps what a page names.
COPY src/CrmWeb ./
RUN node client/build.mjs

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
# What decides on the packages comes first: a change of code alone does not fetch them again.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY src/CrmWeb.Core/CrmWeb.Core.csproj src/CrmWeb.Core/
COPY src/CrmWeb.SampleData/CrmWeb.SampleData.csproj src/CrmWeb.SampleData/
COPY src/CrmWeb.Migrations.Sqlite/CrmWeb.Migrations.Sqlite.csproj src/CrmWeb.Migrations.Sqlite/
COPY src/CrmWeb.Migrations.SqlServer/CrmWeb.Migrations.SqlServer.csproj src/CrmWeb.Migrations.SqlServer/
COPY src/CrmWeb.Migrations.PostgreSql/CrmWeb.Migrations.PostgreSql.csproj src/CrmWeb.Migrations.PostgreSql/
COPY src/CrmWeb/CrmWeb.csproj src/CrmWeb/ClientAssets.targets src/CrmWeb/
RUN dotnet restore src/CrmWeb/CrmWeb.csproj
COPY .editorconfig ./
COPY src ./src
COPY --from=client /source/src/CrmWeb/wwwroot/lib ./src/CrmWeb/wwwroot/lib
COPY --from=client /source/src/CrmWeb/fonts ./src/CrmWeb/fonts
# Made after what they are made from, so that the build leaves them as they are.
RUN touch src/CrmWeb/obj/client-libraries.stamp && dotnet publish src/CrmWeb/CrmWeb.csproj -c Release -o /publish

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /publish ./
# Everything the program writes goes here, and only here; it runs under an account that owns nothing else.
RUN mkdir /data && chown "$APP_UID" /data && chmod 700 /data
ENV Data__Folder=/data ASPNETCORE_HTTP_PORTS=8080
VOLUME /data
EXPOSE 8080
USER $APP_UID
# The image has neither curl nor wget. The host must be one the installation answers to: the first that it names, or one that
# its wildcard covers.
HEALTHCHECK --interval=10s --timeout=8s --start-period=60s --retries=3 CMD ["bash", "-c", \
  "host=${AllowedHosts%%;*}; case $host in ''|'*') host=localhost ;; '*.'*) host=health${host#?} ;; esac; \
  exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.0\\r\\nHost: %s\\r\\n\\r\\n' \"$host\" >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["dotnet", "CrmWeb.dll"]
