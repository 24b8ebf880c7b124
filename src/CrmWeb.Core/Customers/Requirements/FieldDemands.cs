using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;

namespace CrmWeb.Core.Customers.Requirements;

/// <summary>For which customers it is asked.</summary>
/// <param name="Industry">Code.</param>
internal readonly record struct AskedOf(CustomerKind? Kind, CustomerCategory? Category, string? Industry)
{
    public static AskedOf By(CustomerForm form) => new(form.Kind, form.Category, form.Industry);
}

/// <summary>What a customer lacks.</summary>
/// <param name="IsRequired">Otherwise it would only help.</param>
public sealed record MissingField(CustomerField Field, bool IsRequired);

/// <summary>What the version that holds today asks of a customer, with the fields, stages and lists as they are now.</summary>
public sealed class FieldDemands
{
    /// <summary>What is required counts as much as two fields that would only help.</summary>
    private const int RequiredWeight = 2;

    private readonly IReadOnlyList<(CustomerField Field, RequirementRule Rule, StageEntry? From)> asked;
    private readonly ListSnapshot lists;
    private readonly PipelineSnapshot pipeline;

    internal FieldDemands(RequirementVersion version, CustomFieldSnapshot custom, ListSnapshot lists, PipelineSnapshot pipeline)
    {
        (Version, this.lists, this.pipeline) = (version, lists, pipeline);
        asked =
        [
            .. version.Rules.Select(r => (Field: RequirableFields.Find(r.Key, custom), Rule: r, From: pipeline.Find(r.FromStage)))
                .Where(a => a.Field is not null && (a.Rule.FromStage is null || a.From is { Kind: not StageKind.Lost }))
                .Select(a => (a.Field!, a.Rule, a.From)),
        ];
        Stamp = RequirementStamp.Of(version, asked.Select(a => a.Field.Custom).OfType<CustomFieldEntry>(), pipeline, lists);
    }

    public RequirementVersion Version { get; }

    /// <summary>Says by what a customer's completeness was measured: another one whenever another could come out.</summary>
    public int Stamp { get; }

    /// <summary>Whether a move to another stage changes what is asked.</summary>
    internal bool FollowStages => asked.Any(a => a.From is not null);

    /// <summary>Whether fields of the company's own are asked for.</summary>
    internal bool AskForCustom => asked.Any(a => a.Field.Custom is not null);

    /// <summary>What is required of such a customer in a stage.</summary>
    internal IEnumerable<CustomerField> Of(AskedOf customer, StageEntry stage) =>
        asked.Where(a => IsAsked(a.Field, a.Rule, customer) && (a.From is null || IsReached(a.From, stage))).Select(a => a.Field);

    /// <summary>Where in a form that which is required of such a customer stands, as far as the user may change it.</summary>
    /// <param name="stageId">Null for a new customer.</param>
    public IReadOnlySet<string> PlacesIn(CustomerForm form, int? stageId, UserScope by) =>
        Of(AskedOf.By(form), stageId is { } id ? pipeline.ById(id) : pipeline.Initial).Where(f => f.Custom?.MayEdit(by) != false).Select(f => f.Custom?.InForm ?? f.Key).ToHashSet();

    /// <summary>Those of the product's own fields that are required of every new customer, whatever else its form says.</summary>
    public IEnumerable<CustomerField> OfEverybody => asked.Where(a => a.From is null && IsOfEverybody(a.Field, a.Rule)).Select(a => a.Field);

    /// <summary>What is required in a form and does not stand in it, of the fields the user may change.</summary>
    internal IEnumerable<CustomerField> MissingIn(CustomerForm form, StageEntry stage, UserScope by) =>
        Of(AskedOf.By(form), stage).Where(f => f.Custom?.MayEdit(by) != false && !Says(f, f.Typed(form) ?? f.Proposed?.Invoke(form)));

    /// <summary>What a move to a stage asks for first: fields required from a stage on that the customer lacks there, and the user may change.</summary>
    /// <remarks>Nothing where it moves back, or is lost.</remarks>
    internal IEnumerable<CustomerField> MissingAt(StageEntry target, StageEntry current, CustomerProfile profile, UserScope by)
    {
        if (target.Kind == StageKind.Lost || (current.Kind != StageKind.Lost && target.Order <= current.Order))
            return [];
        var customer = Describe(profile);
        return asked.Where(a => a.From is not null && IsReached(a.From, target) && IsAsked(a.Field, a.Rule, customer))
            .Select(a => a.Field).Where(f => f.Custom?.MayEdit(by) != false && !Says(f, f.Stored!(profile)));
    }

    /// <summary>What a customer lacks: first what is required of it, then what would help a colleague to take over.</summary>
    /// <param name="profile">With what it carries in custom fields.</param>
    internal IReadOnlyList<MissingField> Missing(CustomerProfile profile, int stageId, bool chainIsKnown) =>
        [.. Facts(profile, stageId, chainIsKnown).Where(f => !f.Filled).OrderByDescending(f => f.Required).Select(f => new MissingField(f.Field, f.Required))];

    /// <summary>How much of what counts is there, 0–100.</summary>
    /// <inheritdoc cref="Missing"/>
    internal int Completeness(CustomerProfile profile, int stageId, bool chainIsKnown)
    {
        var (all, filled) = (0, 0);
        foreach (var fact in Facts(profile, stageId, chainIsKnown))
        {
            var weight = fact.Required ? RequiredWeight : 1;
            (all, filled) = (all + weight, filled + (fact.Filled ? weight : 0));
        }

        return 100 * filled / all;
    }

    /// <summary>Whether a value says anything; in a field that is required a filler does not.</summary>
    internal bool Says(CustomerField field, object? value) => value switch
    {
        null => false,
        string text when string.IsNullOrWhiteSpace(text) => false,
        string text when IsFree(field) => !Version.Vague.AreAllOf(text),
        _ => true,
    };

    private IEnumerable<(CustomerField Field, bool Required, bool Filled)> Facts(CustomerProfile profile, int stageId, bool chainIsKnown)
    {
        var required = Of(Describe(profile), pipeline.ById(stageId)).Select(f => f.Key).ToHashSet();
        foreach (var field in CustomerFields.All.Where(f => f.CountsFor(profile.Kind) || required.Contains(f.Key)))
        {
            var isRequired = required.Contains(field.Key);
            var value = field.Stored!(profile);
            yield return (field, isRequired, isRequired ? Says(field, value) : value is not null);
        }

        foreach (var (field, _, _) in asked.Where(a => a.Field.Custom is not null && required.Contains(a.Field.Key)))
            yield return (field, true, Says(field, field.Stored!(profile)));
        var chain = CustomerFields.Named(nameof(CustomerForm.DecisionNeedsSeveralDepartments))!;
        if (!required.Contains(chain.Key))
            yield return (chain, false, chainIsKnown || chain.Stored!(profile) is not null);
    }

    private AskedOf Describe(CustomerProfile profile) => new(profile.Kind, profile.Category, lists.ById(profile.IndustryId)?.Code);

    private bool IsAsked(CustomerField field, RequirementRule rule, AskedOf customer) =>
        IsOfEverybody(field, rule) || (customer is { Kind: { } kind, Category: { } category } && rule.Categories.Contains(category)
        && (field.Counted == CountedFor.Nobody || field.CountsFor(kind)) && field.Custom?.IsFor(kind, category, customer.Industry, lists) != false);

    /// <summary>Whatever else is said of the customer, and also before it is.</summary>
    private static bool IsOfEverybody(CustomerField field, RequirementRule rule) =>
        field is { Custom: null, Counted: CountedFor.Nobody or CountedFor.Everybody } && rule.Categories.Count == Enum.GetValues<CustomerCategory>().Length;

    private static bool IsReached(StageEntry from, StageEntry stage) => stage.Kind != StageKind.Lost && stage.Order >= from.Order;

    /// <summary>无 is a fair answer to the one, and none to the other.</summary>
    private static bool IsFree(CustomerField field) => field.Custom is { } custom
        ? custom.Type is CustomFieldType.Text or CustomFieldType.LongText
        : field.Kind is FieldKind.Line or FieldKind.LongText && !RequirableFields.MayBeNone(field);
}
