using System.Xml;
using System.Xml.Linq;
using CrmWeb.Core.Requests;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.Persistence;

/// <summary>Keeps data-protection keys in the database, so that every web process on it opens what any of them sealed.</summary>
internal sealed class ProtectionKeyRepository(IDbContextFactory<CrmDbContext> databases, TimeProvider time) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = databases.CreateDbContext();
        return [.. db.ProtectionKeys.AsNoTracking().OrderBy(k => k.Id).AsEnumerable().Select(Read)];
    }

    private static XElement Read(ProtectionKey key)
    {
        try
        {
            return XElement.Parse(key.Xml);
        }
        catch (XmlException e)
        {
            throw ProtectionKeys.Damaged($"The key {key.FriendlyName} in the table ProtectionKeys", e.Message);
        }
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
    /// <param name="where">Which key, and where it lies.</param>
    public static InstallationException Damaged(string where, string why) => new(
        $"{where} is damaged ({why.TrimEnd('.')}). Put it back from a backup; without one remove it, and everybody signs in again and the secrets of the channels have to be entered again.");

    /// <summary>Name of the folder in the data folder.</summary>
    public const string Folder = "keys";

    /// <summary>Files in the data folder with SQLite, which one process serves; rows on a server database, which several may share.</summary>
    public static IDataProtectionBuilder PersistKeys(this IDataProtectionBuilder protection, DatabaseSettings settings)
    {
        if (settings.Provider == DatabaseProvider.Sqlite)
            return protection.PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(settings.DataFolder, Folder)));

        protection.Services.AddOptions<KeyManagementOptions>().Configure<IDbContextFactory<CrmDbContext>, TimeProvider>(
            (options, databases, time) => options.XmlRepository = new ProtectionKeyRepository(databases, time));
        return protection;
    }
}
