using CrmWeb.Core.Access;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Notifications.Robots;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Notifications.Channels;

/// <summary>Adds and changes the robots of departments. One that is no longer wanted is switched off: its messages refer to it.</summary>
public sealed class RobotAdministration(
    CrmDbContext db, SecretProtector sealing, ChannelSetup setup, DepartmentTree departments, OutboundPolicy policy, IStringLocalizer<ChannelsText> text)
{
    /// <summary>The form, filled with the robot as it is; without address and secret.</summary>
    /// <exception cref="NotFoundException">No such robot, or the user may not set up channels.</exception>
    public async Task<RobotForm> OpenAsync(int id, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminNotifications);
        return await db.DepartmentRobots.AsNoTracking().Where(r => r.Id == id)
            .Select(r => new RobotForm { Name = r.Name, Department = r.DepartmentId, Product = r.Product, IsActive = r.IsActive, Version = r.Version })
            .FirstOrDefaultAsync(ct) ?? throw new NotFoundException();
    }

    /// <exception cref="ValidationException">A rule is broken.</exception>
    /// <exception cref="NotFoundException">The user may not set up channels.</exception>
    public async Task<int> CreateAsync(RobotForm form, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminNotifications);
        await CheckAsync(form, null, ct);
        var robot = new DepartmentRobot(form.Department!.Value, form.Product, form.Name!, sealing.Seal(form.AddressSecret!), Signing(form, null));
        db.DepartmentRobots.Add(robot);
        await db.SaveChangesAsync(by, ct);
        setup.Invalidate();
        return robot.Id;
    }

    /// <exception cref="ValidationException">A rule is broken.</exception>
    /// <exception cref="NotFoundException">No such robot, or the user may not set up channels.</exception>
    /// <exception cref="EditConflictException">Somebody else changed the robot since the form was opened.</exception>
    public async Task ChangeAsync(int id, RobotForm form, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminNotifications);
        var robot = await db.DepartmentRobots.FirstOrDefaultAsync(r => r.Id == id, ct) ?? throw new NotFoundException();
        await CheckAsync(form, robot, ct);
        if (form.Version != robot.Version)
            throw new EditConflictException();
        var address = form.AddressSecret is { } typed ? sealing.Seal(typed) : robot.SealedAddress;
        robot.Change(form.Department!.Value, form.Product, form.Name!, address, Signing(form, robot), form.IsActive);
        await db.SaveChangesAsync(by, ct);
        setup.Invalidate();
    }

    /// <summary>A new address is another robot, so the secret of the old one ends with it.</summary>
    private string? Signing(RobotForm form, DepartmentRobot? present)
    {
        if (form.Product == RobotProduct.WeCom)
            return null;
        if (form.SigningSecret is { } typed)
            return sealing.Seal(typed);
        return form.AddressSecret is null ? present?.SealedSecret : null;
    }

    private async Task CheckAsync(RobotForm form, DepartmentRobot? present, CancellationToken ct)
    {
        form.Clean();
        var id = present?.Id ?? 0;

        // The same form sent a second time finds its name taken.
        var sisters = await db.DepartmentRobots.Where(r => r.DepartmentId == form.Department && r.Id != id).Select(r => r.Name).ToListAsync(ct);
        var stays = present?.Name == form.Name && present?.DepartmentId == form.Department;
        if (form.Name is not null && !stays && sisters.Exists(name => FoldedText.AreOneName(name, form.Name)))
            throw Refusal.Of(nameof(form.Name), text["Error.RobotNameTaken"]);
        await new RobotFormValidator(present, await departments.GetAsync(ct), policy, text).ValidateAndThrowAsync(form, ct);
    }
}
