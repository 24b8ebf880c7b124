using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CrmWeb.TagHelpers;

/// <summary>A choice that is shown in its colour: a tag.</summary>
public sealed class ColouredChoice : SelectListItem
{
    /// <param name="colour">Name of a palette colour.</param>
    public ColouredChoice(string text, string value, string colour)
        : base(text, value) => Colour = colour;

    public string Colour { get; }
}

/// <summary>A group of choices that something new can be added to.</summary>
public sealed class ChoiceGroup : SelectListGroup
{
    public ChoiceGroup(string name, int id)
    {
        Name = name;
        Id = id.ToString(CultureInfo.InvariantCulture);
    }

    public string Id { get; }
}
