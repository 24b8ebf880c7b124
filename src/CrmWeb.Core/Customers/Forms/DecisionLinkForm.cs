using System.Globalization;
using CrmWeb.Core.Text;

namespace CrmWeb.Core.Customers.Forms;

/// <summary>One link of the decision chain as the form sends it: a contact of the same form, or a title; the order is that of the rows.</summary>
public sealed class DecisionLinkForm
{
    public const string Supporting = "supporting";
    public const string Neutral = "neutral";
    public const string Opposing = "opposing";

    /// <summary>Stands before the id of a contact that has left.</summary>
    private const string DepartedPrefix = "left-";

    /// <summary>
    /// Place of the contact among the form's contacts, from 0, so that one typed in the same form can be chosen; or
    /// <see cref="Departed"/> for one that has left and is not among them any more.
    /// </summary>
    public string? Contact { get; set; }

    /// <summary>Whoever has no name yet: 采购经理.</summary>
    public string? Title { get; set; }

    /// <summary>supporting, neutral or opposing; empty while unknown.</summary>
    public string? Attitude { get; set; }

    public int? ContactIndex => int.TryParse(Contact, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;

    /// <summary>Id of the contact that has left; null for any other.</summary>
    public int? DepartedId => Contact is { } typed && typed.StartsWith(DepartedPrefix, StringComparison.Ordinal)
        && int.TryParse(typed.AsSpan(DepartedPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>Name of the contact that has left, where the form comes from the store; never sent.</summary>
    public string? DepartedName { get; internal set; }

    public bool IsEmpty => (Contact ?? Title ?? Attitude) is null;

    /// <summary>+1, 0, −1 or null as it is stored.</summary>
    public static int? ToNumber(string? attitude) => attitude switch { Supporting => 1, Neutral => 0, Opposing => -1, _ => null };

    public static string? ToCode(int? attitude) => attitude switch { null => null, > 0 => Supporting, 0 => Neutral, _ => Opposing };

    /// <summary>What <see cref="Contact"/> says of a contact that has left.</summary>
    public static string Departed(int id) => DepartedPrefix + id.ToString(CultureInfo.InvariantCulture);

    public static bool IsAttitude(string? code) => code is null or Supporting or Neutral or Opposing;

    /// <summary>A copy with every text trimmed and cleaned.</summary>
    /// <param name="places">Where each contact of the form stands after empty ones were left out; null for one that was.</param>
    internal DecisionLinkForm Cleaned(IReadOnlyList<int?> places)
    {
        var copy = new DecisionLinkForm
        {
            Contact = FormText.CleanLine(Contact),
            DepartedName = DepartedName,
            Title = FormText.CleanLine(Title),
            Attitude = FormText.CleanLine(Attitude),
        };
        if (copy.ContactIndex is { } index && index < places.Count)
            copy.Contact = places[index]?.ToString(CultureInfo.InvariantCulture);
        return copy;
    }
}
