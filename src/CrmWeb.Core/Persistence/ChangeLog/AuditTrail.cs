using System.Globalization;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CrmWeb.Core.Persistence.ChangeLog;

/// <summary>A change of one field of a record, by the raw values before and after.</summary>
internal sealed record NotedChange(string EntityType, int EntityId, string Field, string? Old, string? New)
{
    /// <summary>In whose change log it is noted: the record's own, unless something else is said.</summary>
    public string RootType { get; init; } = EntityType;

    public int RootId { get; init; } = EntityId;
}

/// <summary>Turns tracked changes into entries of the change log.</summary>
internal static class AuditTrail
{
    public static IEnumerable<AuditEntry> OfExisting(EntityEntry<IAudited> entry, int? actorId, Guid batch, DateTime at)
    {
        AuditEntry Entry(AuditAction action, string field, string? oldValue, string? newValue) => new(
            at, actorId, batch, action, entry.Entity.RootType, entry.Entity.RootId,
            entry.Metadata.ClrType.Name, EntityId(entry), field, oldValue, newValue);

        if (entry.State == EntityState.Deleted)
            return [Entry(AuditAction.Removed, "", Label(entry), null)];

        if (entry.Properties.FirstOrDefault(p => p.Metadata.Name == "DeletedAt") is { IsModified: true } bin && !Equals(bin.OriginalValue, bin.CurrentValue))
            return [Entry(bin.CurrentValue is null ? AuditAction.Restored : AuditAction.Deleted, "", null, null)];

        // By name, whether a field lies in the row's class or in a value record of it.
        return entry.Properties.Concat(entry.ComplexProperties.SelectMany(Fields))
            .Where(p => p.IsModified && IsAudited(p.Metadata) && !Equals(p.OriginalValue, p.CurrentValue))
            .OrderBy(p => p.Metadata.Name, StringComparer.Ordinal)
            .Select(p => Entry(AuditAction.Changed, p.Metadata.Name, Raw(p.OriginalValue), Raw(p.CurrentValue)));
    }

    public static AuditEntry OfNew(IAudited entity, EntityEntry entry, int? actorId, Guid batch, DateTime at) => new(
        at, actorId, batch, AuditAction.Created, entity.RootType, entity.RootId,
        entry.Metadata.ClrType.Name, EntityId(entry), "", null, Label(entry));

    /// <summary>Properties that a base class of a library brings along (password hash, stamps) are never part of the log.</summary>
    public static bool IsAudited(IProperty property) =>
        property.PropertyInfo is { } info && info.DeclaringType?.Assembly == typeof(AuditTrail).Assembly && info.GetCustomAttribute<NotAuditedAttribute>() is null && !property.IsPrimaryKey();

    private static IEnumerable<PropertyEntry> Fields(ComplexPropertyEntry value) => value.Properties.Concat(value.ComplexProperties.SelectMany(Fields));

    /// <summary>The row's own id; for a link row the id of what it links to.</summary>
    private static int EntityId(EntityEntry entry)
    {
        var key = entry.Metadata.FindPrimaryKey()!.Properties;
        return (int)entry.Property(key[^1].Name).CurrentValue!;
    }

    private static string? Label(EntityEntry entry)
    {
        if (entry.Entity is IAuditLabel labelled)
            return labelled.AuditLabel;
        var named = entry.Properties.FirstOrDefault(p => p.Metadata.Name is "Name" or "Subject" or "DisplayName" or "Text" or "Zh");
        return Raw(named?.CurrentValue ?? named?.OriginalValue) ?? EntityId(entry).ToString(CultureInfo.InvariantCulture);
    }

    private static string? Raw(object? value) => value switch
    {
        null => null,
        string text => text.Length <= 4000 ? text : text[..4000],
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
