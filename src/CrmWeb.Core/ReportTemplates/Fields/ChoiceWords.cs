using System.Globalization;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Reports.Analysis;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.ReportTemplates.Fields;

/// <summary>What the choices of fields are called, what their codes mean, and by which condition of a list each is found.</summary>
internal sealed class ChoiceWords(
    ListSnapshot lists, PipelineSnapshot pipeline, UserSnapshot users, DepartmentSnapshot departments, IStringLocalizer<TemplatesText> text, IStringLocalizer<CustomersText> customers)
{
    public ListSnapshot Lists => lists;

    /// <summary>Of a list that is a tree, grouped on one of its levels; asked for on any.</summary>
    /// <param name="condition">What the list of rows calls it; null where it is not asked by it.</param>
    /// <param name="missing">What the list of rows calls it where it is not filled in; null where it does not ask for that.</param>
    public FieldChoices Entry(ListKind kind, string? condition, int level = 0, string? missing = null) => new(
        key =>
        {
            if (lists.ById(key) is not { } entry)
                return Nothing(missing is null ? null : [("missing", missing)]);
            var path = lists.Path(entry);
            var shown = path[Math.Min(level, path.Count - 1)];

            // What is known only above the level is a group of its own, which no list shows without what lies below it.
            var isAbove = path.Count <= level;
            return new DimensionGroup(
                isAbove ? $"{shown.Code}:" : shown.Code, isAbove ? text["Group.Only", shown.Name] : shown.Name, isAbove || condition is null ? null : [(condition, shown.Code)])
            {
                Order = (isAbove ? long.MaxValue - 1 : shown.Order, shown.Name),
            };
        },
        () => lists.Offered(kind).Select(e => new FieldChoice(e.Code, string.Join(" / ", lists.Path(e).Select(p => p.Name)))),
        code => lists.Find(kind, code) is { } entry ? lists.Branch(entry) : null);

    public FieldChoices Stage(string? condition) => new(
        key => key is { } id && pipeline.Find(pipeline.ById(id).Code) is { } stage
            ? new DimensionGroup(stage.Code, stage.Name, condition is null ? null : [(condition, stage.Code)]) { Order = (stage.Order, stage.Name) }
            : Nothing(null),
        () => pipeline.Active.Select(s => new FieldChoice(s.Code, s.Name)),
        code => pipeline.Find(code) is { } stage ? pipeline.Ids(stage) : null);

    /// <param name="name">What a value is called.</param>
    public FieldChoices Of<T>(string? condition, Func<T, string>? name = null, string? missing = null)
        where T : struct, Enum
    {
        string Name(T value) => name is null ? customers[$"{typeof(T).Name}.{value}"] : name(value);
        static int Number(T value) => Convert.ToInt32(value, CultureInfo.InvariantCulture);
        return new(
            key => key is { } number
                ? new DimensionGroup($"{(T)(object)number}", Name((T)(object)number), condition is null ? null : [(condition, $"{(T)(object)number}")]) { Order = (number, "") }
                : Nothing(missing is null ? null : [("missing", missing)]),
            () => Enum.GetValues<T>().Select(v => new FieldChoice($"{v}", Name(v))),
            code => Enum.GetNames<T>().Contains(code) ? [Number(Enum.Parse<T>(code))] : null);
    }

    /// <param name="none">What the list of rows calls nobody; null where there is always somebody.</param>
    public FieldChoices User(string? condition, string? none = null) => new(
        key => users.ById(key) is { } user
            ? new DimensionGroup(Code(user.Id), user.Name, condition is null ? null : [(condition, Code(user.Id))]) { Order = (users.PlaceOf(key), "") }
            : Nothing(none is null || condition is null ? null : [(condition, none)], text["Group.Nobody"]),
        () => users.All.Select(u => new FieldChoice(Code(u.Id), u.Name)),
        code => int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && users.ById(id) is not null ? [id] : null);

    /// <summary>Grouped one by one; asked for with everything below.</summary>
    public FieldChoices Department(string? condition) => new(
        key => departments.ById(key) is { } department
            ? new DimensionGroup(
                Code(department.Id), department.Path, condition is not null && departments.Branch(department.Id).Count == 1 ? [(condition, Code(department.Id))] : null)
            {
                Order = (departments.All.ToList().FindIndex(d => d.Id == department.Id), department.Path),
            }
            : Nothing(null, text["Group.NoDepartment"]),
        () => departments.All.Select(d => new FieldChoice(Code(d.Id), d.Path)),
        code => int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && departments.Branch(id) is { Count: > 0 } branch ? branch : null);

    /// <summary>Of a field of the company's own: one of its choices.</summary>
    public FieldChoices Own(CustomFieldEntry field, bool isCondition) => new(
        key => field.Choices.FirstOrDefault(c => c.Id == key) is { } choice
            ? new DimensionGroup(choice.Code, choice.Name, isCondition ? [(field.FieldKey, choice.Code)] : null) { Order = (choice.Order, choice.Name) }
            : Nothing(null),
        () => field.Choices.Where(c => c.IsActive).Select(c => new FieldChoice(c.Code, c.Name)),
        code => field.Choices.FirstOrDefault(c => c.Code == code) is { } choice ? [choice.Id] : null);

    /// <summary>Of a field of the company's own: yes or no.</summary>
    public FieldChoices YesNo(CustomFieldEntry? field) => new(
        key => key is { } said
            ? new DimensionGroup(said == 0 ? "false" : "true", customers[said == 0 ? "No" : "Yes"], field is null ? null : [(field.FieldKey, said == 0 ? "false" : "true")]) { Order = (1 - said, "") }
            : Nothing(null),
        () => [new FieldChoice("true", customers["Yes"]), new FieldChoice("false", customers["No"])],
        code => code == "true" ? [1] : code == "false" ? [0] : null);

    private DimensionGroup Nothing(IReadOnlyList<(string, string?)>? conditions, string? name = null) =>
        new("", name ?? text["Group.None"], conditions) { Order = (long.MaxValue, "") };

    private static string Code(int id) => id.ToString(CultureInfo.InvariantCulture);
}
