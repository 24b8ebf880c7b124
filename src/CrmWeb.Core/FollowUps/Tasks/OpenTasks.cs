using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.FollowUps.Tasks;

/// <summary>Loads planned follow-ups for those who may change them.</summary>
public sealed class OpenTasks(CrmDbContext db)
{
    /// <summary>One's own tasks, and those of customers one may write about; done ones, too.</summary>
    internal IQueryable<FollowUp> ChangeableBy(UserScope by)
    {
        var editable = db.Customers.EditableBy(by);
        var visible = db.Customers.VisibleTo(by);
        var mayWrite = by.Has(Permissions.FollowUpsWrite);
        return db.FollowUps.Where(f => (mayWrite && editable.Any(c => c.Id == f.CustomerId)) || (f.AssigneeId == by.UserId && visible.Any(c => c.Id == f.CustomerId)));
    }

    /// <exception cref="NotFoundException">Absent, or neither the user's customer to change nor the user's own task.</exception>
    /// <exception cref="FollowUpChangedException">It is no longer open, or not the version it was.</exception>
    internal async Task<(FollowUp FollowUp, Customer Customer)> LoadAsync(int id, Guid? version, UserScope by, CancellationToken ct)
    {
        var followUp = await ChangeableBy(by).Include(f => f.Customer).FirstOrDefaultAsync(f => f.Id == id, ct);
        if (followUp?.Customer is null)
            throw new NotFoundException();
        return followUp.IsOpen && (version is null || version == followUp.Version)
            ? (followUp, followUp.Customer)
            : throw new FollowUpChangedException();
    }
}

/// <summary>The planned follow-up was changed, completed or cancelled by somebody else since the form was opened.</summary>
public sealed class FollowUpChangedException() : Exception("The follow-up was changed since it was loaded.");
