using System.Reflection;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Urging;
using CrmWeb.Infrastructure.Startup;
using CrmWeb.Security;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace CrmWeb.Tests.Infrastructure;

/// <summary>Settings are looked at before anything is done with one, and a wrong one is named with its value and what it may be.</summary>
[Trait("Category", "Pure")]
public sealed class SettingChecksTests
{
    public static TheoryData<string, string> Wrong
    {
        get
        {
            TheoryData<string, string> wrong = [];
            foreach (var (name, (least, most)) in SettingChecks.Numbers)
            {
                foreach (var text in new[] { "many", "", "1.5", "１", "99999999999999", $"{least - 1L}", $"{most + 1L}" })
                    wrong.Add(name, text);
            }

            foreach (var name in SettingChecks.Switches)
            {
                wrong.Add(name, "yes");
                wrong.Add(name, "");
            }

            return wrong;
        }
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    [InlineData("PublicBaseUrl", "crm.example.com")]
    [InlineData("PublicBaseUrl", "ftp://crm.example.com")]
    [InlineData("Notifications:AliyunEndpoint", "sms")]
    [InlineData("Organization:TimeZone", "Mars/Phobos")]
    [InlineData("Organization:TimeZone", "")]
    [InlineData("Jobs:cleaning:Schedule", "every night")]
    [InlineData("Jobs:watch:Schedule", "0 20 3 * * SOMEDAY")]
    [InlineData("Jobs:watch:Schedule", "0 20 3 ? * 2-6")]
    [InlineData("Jobs:watch:Schedule", "0 99 3 * * *")]
    [InlineData("Customers:NumberPattern", "C{yyyy}")]
    [InlineData("Customers:NumberPattern", "{seq:3}{seq:3}")]
    [InlineData("urls", "localhost:5080")]
    [InlineData("urls", "http://localhost:99999")]
    [InlineData("urls", "http://localhost:5080;nonsense")]
    [InlineData("http_ports", "eighty")]
    [InlineData("Kestrel:Endpoints:Web:Url", "eighty")]
    [InlineData("Serilog:MinimumLevel:Default", "Loud")]
    [InlineData("Serilog:MinimumLevel:Override:Microsoft", "Loud")]
    public void A_wrong_one_is_named_with_its_value(string name, string value)
    {
        var refusal = Assert.Throws<InstallationException>(() => SettingChecks.Demand(Settings(name, value)));
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(value.Split(';')[^1], refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Security:SignInsPerMinute", "100000")]
    [InlineData("Jobs:Enabled", "False")]
    [InlineData("Jobs:cleaning:Schedule", "0 20 3 * * *")]
    [InlineData("Jobs:cleaning:Schedule", "")]
    [InlineData("PublicBaseUrl", "")]
    [InlineData("Organization:TimeZone", "Europe/Berlin")]
    [InlineData("urls", "http://127.0.0.1:0;https://[::1]:5443")]
    [InlineData("urls", "http://*:80;http://+:81")]
    [InlineData("http_ports", "8080;8081")]
    [InlineData("Serilog:MinimumLevel:Override:Microsoft", "Warning")]
    public void A_right_one_is_taken(string name, string value) => SettingChecks.Demand(Settings(name, value));

    [Fact]
    public void Every_number_and_switch_of_the_options_is_looked_at()
    {
        var options = new (string Section, Type Type)[] { ("Security", typeof(SecurityOptions)), ("Customers", typeof(CustomerOptions)), ("Urging", typeof(UrgingOptions)) };
        Assert.Empty(options.SelectMany(o => o.Type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.PropertyType == typeof(int) || p.PropertyType == typeof(bool)).Select(p => $"{o.Section}:{p.Name}"))
            .Except(SettingChecks.Numbers.Keys).Except(SettingChecks.Switches));
    }

    [Theory]
    [InlineData("Sqlite", "Data Source=crm.db;Colour=blue")]
    [InlineData("Sqlite", "crm.db")]
    [InlineData("Sqlite", "Data Source=crm.db;Mode=Fast")]
    [InlineData("PostgreSql", "Host=db;Port=eighty;Password=hush")]
    [InlineData("PostgreSql", "Database=crm;Password=hush")]
    [InlineData("PostgreSql", "hush")]
    [InlineData("SqlServer", "Server=db;Colour=blue;Password=hush")]
    [InlineData("SqlServer", "Database=crm;Password=hush")]
    [InlineData("SqlServer", "Server=db;Encrypt=perhaps;Password=hush")]
    [InlineData("SqlServer", "Server=db;Connect Timeout=soon;Password=hush")]
    public void A_connection_string_that_nobody_understands_is_refused_without_repeating_it(string provider, string text)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Database:Provider", provider), new("ConnectionStrings:Crm", text)]).Build();
        var refusal = Assert.Throws<InvalidOperationException>(() => DatabaseSettings.From(settings, Path.GetTempPath()));
        Assert.StartsWith("ConnectionStrings:Crm", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", refusal.Message, StringComparison.Ordinal);
    }

    private static IConfiguration Settings(string name, string value) => new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build();
}
