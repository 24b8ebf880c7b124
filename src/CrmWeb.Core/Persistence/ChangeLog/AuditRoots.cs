using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CrmWeb.Core.Persistence.ChangeLog;

/// <summary>Which record an audited row is shown on, read from the model.</summary>
internal static class AuditRoots
{
    /// <summary>The root type that rows of this class name; every row of a class names the same.</summary>
    public static string RootType(IReadOnlyEntityType entity) => ((IAudited)RuntimeHelpers.GetUninitializedObject(entity.ClrType)).RootType;

    /// <summary>The column that leads from the row to its root; null where the row is the root itself, whatever the root type is called.</summary>
    public static IProperty? KeyToRoot(IEntityType entity, string rootType) => entity.GetOrAddRuntimeAnnotationValue<IProperty?, IEntityType>(
        "Crm:KeyToRoot",
        e => e!.GetForeignKeys().FirstOrDefault(k => k.PrincipalEntityType != e && IsRoot(k.PrincipalEntityType, rootType))?.Properties[0],
        entity);

    private static bool IsRoot(IEntityType principal, string rootType) =>
        typeof(IAudited).IsAssignableFrom(principal.ClrType) && RootType(principal) == rootType && KeyToRoot(principal, rootType) is null;
}
