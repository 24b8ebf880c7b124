using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Persistence;
using CrmWeb.Tests.Core.Persistence.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Xunit;

namespace CrmWeb.Tests.Conventions;

/// <summary>
/// Every text column of the model and how the servers compare it. Words that people read are named here with the reason why
/// nothing looks for them; whatever is not named must be compared by its bytes.
/// </summary>
[Trait("Category", "Pure")]
public sealed class TextCollationTests
{
    /// <summary>Free text: read, and never compared with anything.</summary>
    private static readonly string[] FreeText =
    [
        "Address", "Aliases", "Body", "ClaimValue", "Columns", "Commitments", "Content",
        "Error", "Established", "Facts", "Feedback", "Mentions",
        "NeedChange", "NewValue", "NextStep", "Note", "Notes", "Objections", "OldValue", "OverReason",
        "Query", "Reason", "Remarks", "Result", "Subject", "Summary", "Text", "Title", "Unit", "Value", "VoidReason", "WeChat", "Website",
    ];

    /// <summary>Names as they are written: a key beside them is compared and searched, or a cached list is.</summary>
    private static readonly string[] Names = ["Customer.Name", "Customer.ShortName", "Contact.Name", "Department.Name", "DepartmentRobot.Name", "CalendarDay.Name", "SavedView.Name", "OrderItem.Name", "En", "Zh", "ProviderDisplayName", "FriendlyName"];

    /// <summary>Read whole with the definitions of custom fields and compared in memory alone, by their bytes.</summary>
    private static readonly string[] Definitions =
    [
        "CustomField.Categories", "CustomField.Default", "CustomField.EditedBy", "CustomField.GroupEn", "CustomField.GroupZh", "CustomField.HelpEn", "CustomField.HelpZh",
        "CustomField.Industries", "CustomField.Kinds", "CustomField.SeenBy", "RequiredFieldRule.Categories", "RequiredFieldRule.FromStage", "RequiredFieldVersion.Fillers",
    ];

    /// <summary>Read with the row of a file or of the settings, and compared in memory alone; files are found by their keys.</summary>
    private static readonly string[] OfFiles = ["Attachment.Name", "AttachmentVersion.Format", "AttachmentVersion.Sha256", "FileSettings.Formats", "Download.Format", "Download.Name"];

    /// <summary>What somebody did on a day, kept as it was said: read with its report, and never looked for.</summary>
    private static readonly string[] OfDailyReports = ["DailyReportLine.Words"];

    /// <summary>Read with the row of a template or of a mail's file, and never looked for; names of templates are compared in memory alone.</summary>
    private static readonly string[] OfTemplates = ["ReportTemplate.Name", "ReportTemplate.Definition", "OutboxFile.Name"];

    public static TheoryData<DatabaseProvider> Servers => [DatabaseProvider.SqlServer, DatabaseProvider.PostgreSql];

    [Theory]
    [MemberData(nameof(Servers))]
    public void Whatever_is_no_mere_word_is_compared_by_its_bytes(DatabaseProvider provider)
    {
        var bytes = provider == DatabaseProvider.SqlServer ? TextCollations.SqlServerBytes : TextCollations.PostgreSqlBytes;
        Assert.Empty(Columns(provider).Where(c => c.GetCollation() != bytes && !IsWord(c))
            .Select(c => $"{Name(c)}: compared by {c.GetCollation() ?? "the server's default"}. Is it looked for? Then it is compared by bytes; otherwise say here why not."));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public void Whatever_identifies_orders_or_finds_a_row_is_compared_by_its_bytes(DatabaseProvider provider)
    {
        var bytes = provider == DatabaseProvider.SqlServer ? TextCollations.SqlServerBytes : TextCollations.PostgreSqlBytes;
        var looked = Columns(provider).Where(c => c.IsKey() || c.IsForeignKey() || c.IsIndex() || IsFolded(c.Name)).ToList();
        Assert.NotEmpty(looked);
        Assert.Empty(looked.Where(c => c.GetCollation() != bytes).Select(Name));
        Assert.All(
            ["Customer.NameKey", "Customer.SearchKey", "Contact.SearchKey", "Contact.MobileReversed", "Customer.CreditCode", "Customer.Number", "CalendarFeed.TokenHash", "CrmUser.NormalizedUserName",
                "CrmUser.DisplayName", "CrmUser.EmployeeNumber", "CrmUser.Mobile", "ListItem.Code", "Tag.Code", "Stage.Code", "Notification.Key", "OutboxMessage.Key"],
            name => Assert.Contains(Columns(provider), c => Name(c) == name && c.GetCollation() == bytes));
    }

    [Fact]
    public void Every_other_column_on_SQL_Server_says_the_language_it_is_written_in()
    {
        using var db = Offline.Context(DatabaseProvider.SqlServer);
        Assert.Equal(TextCollations.SqlServerWords, db.GetService<IDesignTimeModel>().Model.GetCollation());
        Assert.Empty(Columns(DatabaseProvider.SqlServer).Where(c => c.GetCollation() is not (TextCollations.SqlServerBytes or TextCollations.SqlServerWords)).Select(Name));
        Assert.All(Columns(DatabaseProvider.SqlServer), c => Assert.StartsWith("nvarchar", c.GetColumnType(), StringComparison.Ordinal));
    }

    [Fact]
    public void On_SQLite_every_text_is_compared_by_its_bytes_anyway() => Assert.Empty(Columns(DatabaseProvider.Sqlite).Where(c => c.GetCollation() is not null).Select(Name));

    /// <summary>A column whose default is another one is refused by SQL Server beside one of ours: nothing may leave it to the database.</summary>
    [Fact]
    public void The_whole_schema_names_a_collation_for_every_text()
    {
        using var db = Offline.Context(DatabaseProvider.SqlServer);
        var script = db.Database.GenerateCreateScript().Split('\n').Where(line => line.Contains(" nvarchar(", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(script);
        Assert.All(script, line => Assert.Contains(" COLLATE ", line, StringComparison.Ordinal));
    }

    private static bool IsWord(IProperty column) => FreeText.Contains(column.Name) || IsCustomersWord(column) || Names.Contains(column.Name) || Names.Contains(Name(column))
        || Definitions.Contains(Name(column)) || OfFiles.Contains(Name(column)) || OfDailyReports.Contains(Name(column)) || OfTemplates.Contains(Name(column));

    /// <summary>What lies in a value record of the customer has no index, so its free texts are told by the list of fields.</summary>
    private static bool IsCustomersWord(IProperty column) =>
        column.DeclaringType is IComplexType && CustomerFields.Find(column.Name) is { Kind: FieldKind.Line or FieldKind.LongText };

    private static bool IsFolded(string name) =>
        name.EndsWith("Key", StringComparison.Ordinal) || name.EndsWith("Code", StringComparison.Ordinal) || name.EndsWith("Hash", StringComparison.Ordinal)
        || name.EndsWith("Digits", StringComparison.Ordinal) || name.StartsWith("Normalized", StringComparison.Ordinal) || name.StartsWith("Search", StringComparison.Ordinal);

    private static List<IProperty> Columns(DatabaseProvider provider)
    {
        using var db = Offline.Context(provider);
        return [.. db.GetService<IDesignTimeModel>().Model.GetEntityTypes().SelectMany(e => e.GetFlattenedProperties())
            .Where(p => (p.GetTypeMapping().Converter?.ProviderClrType ?? p.ClrType) == typeof(string))];
    }

    private static string Name(IProperty column) => $"{column.DeclaringType.ShortName()}.{column.Name}";
}
