using CrmWeb.Core.Persistence.ChangeLog;

namespace CrmWeb.Core.Customers.CustomFields;

/// <summary>An entry that can be chosen in a custom field. Values refer to it by id, so it can be renamed and retired without touching them.</summary>
public sealed class CustomFieldChoice : IAudited
{
    private CustomFieldChoice()
    {
    }

    public CustomFieldChoice(string code, string zh, string en, int order)
    {
        Code = code;
        Zh = zh;
        En = en;
        Order = order;
    }

    public int Id { get; private set; }

    public int FieldId { get; private set; }

    /// <summary>Stable; used in addresses and files, unique within its field.</summary>
    public string Code { get; private set; } = "";

    public string Zh { get; private set; } = "";

    public string En { get; private set; } = "";

    public int Order { get; private set; }

    /// <summary>A retired choice is no longer offered but stays on the customers that carry it.</summary>
    public bool IsActive { get; private set; } = true;

    string IAudited.RootType => nameof(CustomField);

    int IAudited.RootId => FieldId;

    public void Describe(string zh, string en, int order, bool active)
    {
        Zh = zh;
        En = en;
        Order = order;
        IsActive = active;
    }
}
