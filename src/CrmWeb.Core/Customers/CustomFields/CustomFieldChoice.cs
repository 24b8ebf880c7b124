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

    /// <summary>A retired choice is no longer offered but stays on the records that carry it.</summary>
    public bool IsActive { get; private set; } = true;

    /// <summary>The choice this one was merged into; its code leads there for ever.</summary>
    public int? MergedIntoId { get; private set; }

    string IAudited.RootType => nameof(CustomField);

    int IAudited.RootId => FieldId;

    /// <summary>Ends it in favour of another; the caller has moved the values.</summary>
    internal void MergeInto(int winnerId)
    {
        MergedIntoId = winnerId;
        IsActive = false;
    }

    public void Describe(string zh, string en, int order, bool active)
    {
        Zh = zh;
        En = en;
        Order = order;
        IsActive = active;
    }
}
