using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.Data;

/// <summary>Keeps data-protection keys in the database, so that every web process on it opens what any of them sealed.</summary>
internal sealed class ProtectionKeyRepository(IDbContextFactory<CrmDbContext> databases, TimeProvider time) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = databases.CreateDbContext();
        return [.. db.ProtectionKeys.AsNoTracking().OrderBy(k => k.Id).Select(k => k.Xml).AsEnumerable().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = databases.CreateDbContext();
        db.ProtectionKeys.Add(new ProtectionKey(friendlyName, element.ToString(SaveOptions.DisableFormatting), time.GetUtcNow().UtcDateTime));
        db.SaveChanges();
    }
}

/// <summary>Where data-protection keys are kept.</summary>
public static class ProtectionKeys
{
    /// <summary>Files in the data folder with SQLite, which one process serves; rows on a server database, which several may share.</summary>
    public static IDataProtectionBuilder PersistKeys(this IDataProtectionBuilder protection, DatabaseSettings settings)
    {
        if (settings.Provider == DatabaseProvider.Sqlite)
            return protection.PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(settings.DataFolder, "keys")));

        protection.Services.AddOptions<KeyManagementOptions>().Configure<IDbContextFactory<CrmDbContext>, TimeProvider>(
            (options, databases, time) => options.XmlRepository = new ProtectionKeyRepository(databases, time));
        return protection;
    }
}
