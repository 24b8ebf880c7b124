using CrmWeb.Core.Persistence;
using CrmWeb.Infrastructure;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Infrastructure.Logging;
using CrmWeb.Infrastructure.Startup;
using CrmWeb.Pages.Notifications;
using CrmWeb.Security;

var verb = Verb.Read(args);
if (verb.Error is not null)
    return Verb.Refuse(verb.Error);

try
{
    LoggingSetup.Begin();
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = verb.Arguments, ContentRootPath = ContentRoot.Find() });
    SettingChecks.Demand(builder.Configuration);
    var database = DatabaseSettings.From(builder.Configuration, builder.Environment.ContentRootPath);

    builder.Logging.AddCrmLogging(builder.Configuration, database.DataFolder);
    builder.UseDefaultAddress();
    builder.WebHost.ConfigureKestrel(RequestLimits.Apply);
    builder.Services
        .AddCrmFeatures(builder.Configuration, database)
        .AddInterface().AddCrmPages()
        .AddNotificationStream().AddCrmLocalization()
        .AddSessions(builder.Configuration, builder.Environment, database)
        .AddRateLimits(builder.Configuration).AddCrmHealth()
        .AddRequestCosts(builder.Configuration).AddIdleTidying(builder.Environment);

    await using var app = builder.Build();
    if (verb.Runs)
        return await verb.RunAsync(app);

    if (ProductionChecks.Objection(app) is { } objection)
        return Verb.Refuse(objection);
    // Beside it the pages are put in their places, where there is a second core.
    var preparation = Task.Run(app.PrepareDatabaseAsync);
    app.UseKnownProxies();
    app.UseRequestCosts();
    app.UseRequestLogging();
    app.UseSecurityHeaders();
    app.UseCompression();
    app.UseErrorPages();
    app.UseRouting();
    app.UseHttpsNeeded();
    app.UseAuthentication();
    app.UseRequestLocalization();
    app.UseRateLimiter();
    app.UseFirstRun();
    app.UseUserScope();
    app.UseAuthorization();
    app.MapStaticAssets().AllowAnonymous();
    app.MapRazorPages().WithStaticAssets();
    app.MapEndpoints();
    app.MapUnknownAddresses();
    app.AnnounceWhenStarted();
    await preparation;
    await app.ServeAsync();
    return 0;
}
catch (Exception fault) when (StartUpFaults.AreTold(fault))
{
    return StartUpFaults.Tell(fault);
}

/// <summary>The web program; named so that tests can host it.</summary>
public partial class Program;
