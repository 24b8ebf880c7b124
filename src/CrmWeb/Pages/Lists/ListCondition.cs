using Microsoft.AspNetCore.Mvc.Rendering;

namespace CrmWeb.Pages.Lists;

/// <summary>Something a list can be asked for: a chip on its line where it is in force, an entry of "+ filter" where it is not.</summary>
/// <param name="Key">Its name in the address, or what its names there begin with.</param>
public abstract record ListCondition(string Key, string Label)
{
    /// <summary>Under what it stands among the fields to choose from.</summary>
    public string Group { get; init; } = "";

    /// <summary>Its empty chip stands ready as long as there is room.</summary>
    public bool IsEveryday { get; init; }

    /// <summary>The parts of the address that say it.</summary>
    public virtual IReadOnlyList<string> Parameters => [Key];
}

/// <summary>One of a list of values.</summary>
public sealed record ChoiceCondition(string Key, string Label, IReadOnlyList<SelectListItem> Items) : ListCondition(Key, Label)
{
    private const int MostLinks = 14;

    /// <summary>A choice above the others.</summary>
    public SelectListItem? First { get; init; }

    /// <summary>What the value in force is called where it is not among the choices.</summary>
    public string? Shown { get; init; }

    /// <summary>The value as the choices spell it, where the address spells it otherwise.</summary>
    public string? Spelled { get; init; }

    /// <summary>So few that each is a click.</summary>
    public bool IsShort => Items.Count <= MostLinks;
}

/// <summary>A whole number that is passed or reached.</summary>
/// <param name="Words">Says it of a number: more than {0} days.</param>
/// <param name="Proposals">Numbers that are a click.</param>
public sealed record NumberCondition(string Key, string Label, string Words, IReadOnlyList<int> Proposals) : ListCondition(Key, Label)
{
    public string? Unit { get; init; }
}

/// <summary>A stretch of days; both ends belong to it.</summary>
/// <param name="IsAhead">Whether it is mostly asked what comes, not what was.</param>
public sealed record DaysCondition(string Key, string Label, bool IsAhead = false) : ListCondition(Key, Label)
{
    public string From => ConditionNames.From(Key);

    public string To => ConditionNames.To(Key);

    public override IReadOnlyList<string> Parameters => [From, To];
}

/// <summary>A range of numbers.</summary>
/// <param name="Unit">In which they are typed; null for none.</param>
public sealed record RangeCondition(string Key, string Label, string? Unit = null) : ListCondition(Key, Label)
{
    public string From => ConditionNames.From(Key);

    public string To => ConditionNames.To(Key);

    public override IReadOnlyList<string> Parameters => [From, To];
}

/// <summary>A text that is contained.</summary>
public sealed record TextCondition(string Key, string Label) : ListCondition(Key, Label)
{
    public string Contained => ConditionNames.Contained(Key);

    public override IReadOnlyList<string> Parameters => [Contained];
}

/// <summary>Any or all of several values.</summary>
/// <param name="Mode">The part of the address that says "all".</param>
public sealed record SeveralCondition(string Key, string Label, IReadOnlyList<SelectListItem> Items, string Mode) : ListCondition(Key, Label)
{
    public override IReadOnlyList<string> Parameters => [Key, Mode];
}
