using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Fields;

namespace CrmWeb.Core.Customers.Forms;

/// <summary>One person at the customer.</summary>
public sealed class ContactForm : ICustomForm
{
    public const int NameMax = 60;

    /// <summary>The contact's id; null for a new one.</summary>
    public int? Id { get; set; }

    public string? Name { get; set; }

    public string? Salutation { get; set; }

    public string? Mobile { get; set; }

    public string? Landline { get; set; }

    public string? Title { get; set; }

    public string? Mail { get; set; }

    public string? WeChat { get; set; }

    public string? Role { get; set; }

    /// <summary>Personality and how to talk to them.</summary>
    public string? Notes { get; set; }

    /// <inheritdoc/>
    public Dictionary<string, List<string>> Custom { get; set; } = [];

    /// <summary>Something was typed in a field of the company's own; what stands there from the beginning is none of it.</summary>
    internal bool IsOwnTouched { get; set; }

    public bool IsEmpty =>
        (Name ?? Mobile ?? Landline ?? Title ?? Mail ?? WeChat ?? Notes) is null && !IsOwnTouched;

    internal ContactForm Copy()
    {
        var copy = (ContactForm)MemberwiseClone();
        copy.Custom = this.CopyOfCustom();
        return copy;
    }

    /// <summary>A copy with every text trimmed and cleaned.</summary>
    internal ContactForm Cleaned()
    {
        var copy = Copy();
        foreach (var field in ContactFields.All)
            field.Type(copy, field.Cleaned(field.Typed(this)));
        return copy;
    }
}
