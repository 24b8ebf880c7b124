using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Files;

/// <summary>Who may see and who may change which files: those of the customers one sees and changes. In a file stands whatever somebody wrote, so masked readers have none.</summary>
internal static class AttachmentAccess
{
    /// <summary>The files of customers in sight, those in the bin too.</summary>
    public static IQueryable<Attachment> VisibleTo(this IQueryable<Attachment> files, CrmDbContext db, UserScope by)
    {
        if (!MaySee(by))
            return files.Where(_ => false);
        var customers = db.Customers.VisibleTo(by);
        return files.Where(f => customers.Any(c => c.Id == f.CustomerId));
    }

    /// <summary>The files of customers one may change, those in the bin too.</summary>
    public static IQueryable<Attachment> EditableBy(this IQueryable<Attachment> files, CrmDbContext db, UserScope by)
    {
        var customers = db.Customers.EditableBy(by);
        return files.Where(f => customers.Any(c => c.Id == f.CustomerId));
    }

    public static bool MaySee(UserScope by) => by.Has(Permissions.PersonalDataView);

    /// <summary>What the customer is called, for whoever has to do with its files.</summary>
    /// <param name="editing">Whether the user is to change what lies there.</param>
    /// <exception cref="NotFoundException">There is none, or not in sight of the reader.</exception>
    public static async Task<string> CustomerNameAsync(CrmDbContext db, int id, bool editing, UserScope by, CancellationToken ct)
    {
        var customers = db.Customers.Where(c => c.Id == id);
        return MaySee(by) && await (editing ? customers.EditableBy(by) : customers.VisibleTo(by)).Select(c => c.Name).FirstOrDefaultAsync(ct) is { } name
            ? name : throw new NotFoundException();
    }
}
