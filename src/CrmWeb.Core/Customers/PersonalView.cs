using CrmWeb.Core.Access;
using CrmWeb.Core.Formats;

namespace CrmWeb.Core.Customers;

/// <summary>
/// What one reader gets of customers' data: everything, or, without the right to see personal data, names of persons masked and
/// no text that somebody wrote freely. A free text may name anybody in any spelling, so no pattern could promise to mask it.
/// Every projection that leaves Core goes through it.
/// </summary>
/// <param name="IsClear">The reader may see personal data.</param>
public readonly record struct PersonalView(bool IsClear)
{
    /// <summary>Stands where there is a text the reader does not get.</summary>
    public const string Hidden = "***";

    public static PersonalView Of(UserScope by) => new(by.Has(Permissions.PersonalDataView));

    /// <summary>The name of somebody at a customer.</summary>
    public string? Person(string? name) => IsClear || name is null ? name : PersonalData.MaskName(name);

    /// <summary>The name or short name of a customer: a person's is masked, a company's is not.</summary>
    public string Customer(string name, CustomerKind kind) => IsClear || kind != CustomerKind.Individual ? name : PersonalData.MaskName(name);

    /// <summary>A text somebody wrote freely; null stays null.</summary>
    public string? Words(string? text) => IsClear || string.IsNullOrEmpty(text) ? text : Hidden;
}
