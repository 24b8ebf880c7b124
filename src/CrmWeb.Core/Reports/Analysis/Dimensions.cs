using System.Linq.Expressions;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Reports.Analysis;

/// <summary>One value by which customers are grouped.</summary>
/// <param name="Code">Tells it from the others of its dimension.</param>
/// <param name="Conditions">What of the customer list leaves just these; null where nothing does.</param>
internal sealed record DimensionGroup(string Code, string Label, IReadOnlyList<(string Name, string? Value)>? Conditions)
{
    /// <summary>By what groups are put in order: a place, then a name.</summary>
    public (long Place, string Name) Order { get; init; }
}

/// <summary>Something to group customers by.</summary>
/// <param name="key">What the database groups by.</param>
/// <param name="of">What a key stands for; asked once for each.</param>
internal sealed class Dimension(string code, Expression<Func<Customer, int?>> key, Func<int?, DimensionGroup> of)
{
    /// <summary>A dictionary takes no null by itself.</summary>
    private readonly Dictionary<ValueTuple<int?>, DimensionGroup> groups = [];

    public string Code => code;

    /// <summary>What it is called where the company named it; null for one of the product's own.</summary>
    public string? Name { get; init; }

    public Expression<Func<Customer, int?>> Key => key;

    public DimensionGroup Group(int? value)
    {
        var asked = ValueTuple.Create(value);
        return groups.TryGetValue(asked, out var known) ? known : groups[asked] = of(value);
    }
}

/// <summary>The dimensions of the free analysis, in the reader's language and reach.</summary>
internal sealed class Dimensions(
    CrmDbContext db, CustomFieldSnapshot own, ListSnapshot lists, PipelineSnapshot pipeline, UserSnapshot users, DepartmentSnapshot departments, MonthsOfCreation months, ReportFilter filter,
    IStringLocalizer<ReportsText> text, IStringLocalizer<CustomersText> words)
{
    /// <summary>Who does what is for those who see what the team does.</summary>
    private static readonly string[] OfTheTeam = ["owner", "department"];

    private static readonly string[] All = ["industry", "area", "region", "source", "level", "stage", "type", "category", "kind", "owner", "department", "month"];

    /// <summary>What a reader may group by.</summary>
    public static IEnumerable<string> For(UserScope by) => All.Where(code => by.Has(Permissions.TeamView) || !OfTheTeam.Contains(code));

    /// <summary>The fields of the company's own a reader may group by: those of which a customer has one choice.</summary>
    public static IEnumerable<CustomFieldEntry> Own(CustomFieldSnapshot custom, UserScope by) => custom.ListedFor(by).Where(f => f.Type == CustomFieldType.Choice);

    public Dimension Of(string code) => code switch
    {
        "industry" => new(code, c => c.IndustryId, key => Entry(key, "industry", 0)),
        "area" => new(code, c => c.RegionId, key => Entry(key, "region", 0)),
        "region" => new(code, c => c.RegionId, Province),
        "source" => new(code, c => c.SourceId, key => Entry(key, "source", 0)),
        "level" => new(code, c => (int?)c.Level, key => key is null ? Missing("level") : Choice<CustomerLevel>("level", key.Value)),
        "stage" => new(code, c => c.StageId, Stage),
        "type" => new(code, c => (int)c.Type, key => Choice<CustomerType>("type", key!.Value)),
        "category" => new(code, c => (int)c.Category, key => Choice<CustomerCategory>("category", key!.Value)),
        "kind" => new(code, c => (int)c.Kind, key => Choice<CustomerKind>("kind", key!.Value)),
        "owner" => new(code, c => c.OwnerId, Owner),
        "department" => new(code, c => c.DepartmentId, Department),
        _ when own.Find(code) is { } field => Of(field),
        _ => new(code, months.Key, months.Group),
    };

    private Dimension Of(CustomFieldEntry field)
    {
        var id = field.Id;
        return new Dimension(field.FieldKey, c => db.CustomerValues.Where(v => v.OwnerId == c.Id && v.FieldId == id).Max(v => v.ChoiceId), key =>
            field.Choices.FirstOrDefault(c => c.Id == key) is { } choice
                ? new DimensionGroup(choice.Code, choice.Name, [(field.FieldKey, choice.Code)]) { Order = (choice.Order, choice.Name) }
                : new DimensionGroup("", text["None.Fact"], null) { Order = (long.MaxValue, "") })
        {
            Name = field.Name,
        };
    }

    /// <summary>Of a list that is a tree, the entry on one of its levels.</summary>
    private DimensionGroup Entry(int? key, string name, int level)
    {
        if (lists.ById(key) is not { } entry)
            return Missing(name);
        var shown = lists.Path(entry)[level];

        // The filter may have asked for a part of it; that part is all there is.
        var code = name == "industry" && !string.IsNullOrWhiteSpace(filter.Industry) ? filter.Industry : shown.Code;
        return new DimensionGroup(shown.Code, shown.Name, [(name, code)]) { Order = (shown.Order, shown.Name) };
    }

    /// <summary>A customer of whom the 大区 alone is known belongs to no province, and no list shows those alone.</summary>
    private DimensionGroup Province(int? key) => lists.ById(key) is { } entry && lists.Path(entry).Count == 1
        ? new DimensionGroup($"{entry.Code}:", text["Dimension.AreaOnly", entry.Name], null) { Order = (long.MaxValue - 1, entry.Name) }
        : Entry(key, "region", 1);

    private DimensionGroup Stage(int? key)
    {
        var stage = pipeline.Find(pipeline.ById(key!.Value).Code)!;
        return new DimensionGroup(stage.Code, stage.Name, [("stage", stage.Code)]) { Order = (stage.Order, stage.Name) };
    }

    private DimensionGroup Choice<T>(string name, int value)
        where T : struct, Enum
    {
        var code = Enum.GetName((T)(object)value) ?? "";
        return new DimensionGroup(code, words[$"{typeof(T).Name}.{code}"], [(name, code)]) { Order = (value, code) };
    }

    private DimensionGroup Owner(int? key) => users.ById(key) is { } user
        ? new DimensionGroup($"{user.Id}", user.Name, [("owner", $"{user.Id}")]) { Order = (users.PlaceOf(key), "") }
        : new DimensionGroup("", text["None.Owner"], [("owner", CustomerFilter.NoOwner)]) { Order = (long.MaxValue, "") };

    /// <summary>The list shows a department with its branch, so one that has departments below it leads nowhere.</summary>
    private DimensionGroup Department(int? key) => departments.ById(key) is { } department
        ? new DimensionGroup($"{department.Id}", department.Path, departments.Branch(department.Id).Count == 1 ? [("department", $"{department.Id}")] : null)
        {
            Order = (departments.All.ToList().FindIndex(d => d.Id == department.Id), department.Path),
        }
        : new DimensionGroup("", text["None.Department"], null) { Order = (long.MaxValue, "") };

    private DimensionGroup Missing(string name) => new("", text["None.Fact"], [("missing", name)]) { Order = (long.MaxValue, "") };
}
