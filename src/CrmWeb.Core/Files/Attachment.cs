using System.Security.Cryptography;
using CrmWeb.Core.Persistence.ChangeLog;

namespace CrmWeb.Core.Files;

/// <summary>Whose file it is: always a customer's, and where it says so one of its contacts' or follow-ups'.</summary>
public sealed record AttachmentPlace(int CustomerId, int? ContactId = null, int? FollowUpId = null);

/// <summary>A file (附件) kept with a customer. What it contains are its versions, of which the latest counts.</summary>
public sealed class Attachment : IAudited
{
    /// <summary>Longest name with its ending, in UTF-16 code units.</summary>
    public const int NameMax = 200;

    private readonly List<AttachmentVersion> versions = [];

    private Attachment()
    {
    }

    /// <param name="creationKey">Of the file in the form that sent it: sent twice it is kept once.</param>
    /// <param name="formKey">Key of the follow-up's form it was chosen in, which takes it when it is saved.</param>
    /// <param name="first">What it contains.</param>
    internal Attachment(AttachmentPlace place, int kindId, string name, Guid creationKey, Guid? formKey, AttachmentVersion first)
    {
        Key = new Guid(RandomNumberGenerator.GetBytes(16));
        (CustomerId, ContactId, FollowUpId) = place;
        (KindId, Name, CreationKey, FormKey) = (kindId, name, creationKey, formKey);
        (CreatedById, CreatedAt) = (first.UploadedById, first.UploadedAt);
        Put(first);
    }

    public int Id { get; private set; }

    /// <summary>Random; stands in addresses.</summary>
    [NotAudited]
    public Guid Key { get; private set; }

    [NotAudited]
    public int CustomerId { get; private set; }

    /// <summary>Whose of the customer's contacts it is; null where it is nobody's.</summary>
    [NotAudited]
    public int? ContactId { get; private set; }

    /// <summary>With which follow-up it came; null for the customer's own.</summary>
    [NotAudited]
    public int? FollowUpId { get; private set; }

    /// <summary>Contract, minutes, quotation …: an entry of the list of kinds.</summary>
    public int KindId { get; private set; }

    /// <summary>With its ending, as it is shown and downloaded.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Number of the version that counts.</summary>
    public int Latest { get; private set; }

    [NotAudited]
    public Guid CreationKey { get; private set; }

    /// <summary>Key of a follow-up's form that may still be saved.</summary>
    [NotAudited]
    public Guid? FormKey { get; private set; }

    [NotAudited]
    public int? CreatedById { get; private set; }

    /// <summary>UTC.</summary>
    [NotAudited]
    public DateTime CreatedAt { get; private set; }

    /// <summary>When it was moved to the bin (UTC); null for one that is there.</summary>
    public DateTime? DeletedAt { get; private set; }

    [NotAudited]
    public int? DeletedById { get; private set; }

    [NotAudited]
    public Guid Version { get; private set; } = Guid.NewGuid();

    public IReadOnlyList<AttachmentVersion> Versions => versions;

    string IAudited.RootType => nameof(Customers.Customer);

    int IAudited.RootId => CustomerId;

    internal void Describe(string name, int kindId)
    {
        (Name, KindId, Version) = (name, kindId, Guid.NewGuid());
    }

    /// <summary>Keeps another content under the same name; what was there before stays as an older version.</summary>
    internal void Put(AttachmentVersion version)
    {
        (Latest, Version) = (Latest + 1, Guid.NewGuid());
        version.Become(Latest);
        versions.Add(version);
    }

    internal void Delete(int? byId, DateTime at) => (DeletedAt, DeletedById, Version) = (at, byId, Guid.NewGuid());

    internal void Restore() => (DeletedAt, DeletedById, Version) = (null, null, Guid.NewGuid());
}
