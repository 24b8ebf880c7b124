using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.CustomFields.Computed;
using CrmWeb.Core.Customers.CustomFields.Values;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.CustomFields;

/// <summary>Defines and changes custom fields. Every page of this process shows the change at once.</summary>
public sealed class CustomFieldService(
    CrmDbContext db, CustomFieldCatalog catalog, IEnumerable<ValueTable> tables, ListCatalog lists, RoleDirectory roles, UserDirectory users, OrganizationClock clock, IStringLocalizer<CustomFieldsText> text)
{
    /// <exception cref="ValidationException">A rule is broken; the same form sent a second time finds its name taken.</exception>
    /// <exception cref="NotFoundException">The user may not keep fields.</exception>
    public async Task<int> CreateAsync(CustomFieldForm form, UserScope by, CancellationToken ct)
    {
        var made = await ChangeAsync(by, async all =>
        {
            var peers = Peers(all, form.Subject);
            await CheckAsync(form, peers, null, ct);
            var field = new CustomField(form.Subject, form.Key ?? Slug.Of(form.En, peers.Select(f => f.Key).ToHashSet())!, form.Type!.Value, all.NextOrder());
            field.Describe(form);
            PutChoices(field, form);
            field.WorkWith(Operands(form), before: null);
            field.BeginWith(form.Default);
            db.CustomFields.Add(field);
            return field;
        }, ct);
        return made.Id;
    }

    /// <summary>Changes everything but the key. Values stay, also where the type changes: the new one takes over what it can read.</summary>
    /// <exception cref="ValidationException">A rule is broken, or the values of some customers, which are named, are not as the field would have them.</exception>
    /// <exception cref="NotFoundException">No such field, or the user may not keep fields.</exception>
    /// <exception cref="EditConflictException">Somebody else changed the field since the form was opened.</exception>
    public Task ChangeAsync(int id, CustomFieldForm form, UserScope by, CancellationToken ct) => ChangeAsync(by, async all =>
    {
        var field = all.Row(id);
        form.Subject = field.Subject;
        await CheckAsync(form, Peers(all, field.Subject), field, ct);
        if (form.Version != field.Version)
            throw new EditConflictException();

        var (before, wasUnique, op) = (CustomFieldCatalog.Entry(field), field.IsUnique, field.Operator);
        field.Describe(form);
        PutChoices(field, form);
        field.WorkWith(Operands(form), op);
        field.BeginWith(form.Default);
        if (field.Type != before.Type)
        {
            foreach (var follower in all.Where(f => f.Operands.Any(o => o.OperandId == id)))
                follower.Outdate();
        }

        if (field.Type != before.Type || field.IsUnique != wasUnique)
            await new FieldRetyping(db, tables.Single(t => t.Subject == field.Subject), new CustomFieldFormat(await users.GetAsync(ct), clock), text).RunAsync(field, before, by, ct);
        return field;
    }, ct);

    /// <summary>Moves the field among the others.</summary>
    /// <exception cref="NotFoundException">No such field, or the user may not keep fields.</exception>
    public Task ReorderAsync(int id, RowMove move, UserScope by, CancellationToken ct) => ChangeAsync(by, all =>
    {
        var field = all.Row(id);
        RowOrder.Move([.. Peers(all, field.Subject).Where(f => f.IsActive == field.IsActive)], field, move);
        return Task.FromResult(field);
    }, ct);

    /// <summary>Takes the field out of every form and record, or brings it back; what customers carry in it stays.</summary>
    /// <exception cref="ValidationException">Its name is taken by now.</exception>
    /// <exception cref="NotFoundException">No such field, or the user may not keep fields.</exception>
    public Task SetActiveAsync(int id, bool active, UserScope by, CancellationToken ct) => ChangeAsync(by, all =>
    {
        var field = all.Row(id);
        if (active && Peers(all, field.Subject).HasNamesake(field))
            throw Refusal.Of(text["Error.NameTaken", Localized.Name(field.Zh, field.En)]);
        if (field.IsActive != active)
            field.SetActive(active);
        return Task.FromResult(field);
    }, ct);

    private static List<CustomField> Peers(List<CustomField> all, FieldSubject subject) => all.FindAll(f => f.Subject == subject);

    private static List<FieldOperand> Operands(CustomFieldForm form) =>
        form.Type == CustomFieldType.Computed ? [.. form.Operands.Select((o, i) => new FieldOperand(i, o.FieldId, o.Number))] : [];

    private static void PutChoices(CustomField field, CustomFieldForm form)
    {
        if (!field.HasChoices)
            return;
        var codes = field.Choices.Select(c => c.Code).ToHashSet();

        // One that was merged is no longer the form's.
        foreach (var (typed, order) in form.Choices.Select((c, i) => (c, i)))
        {
            if (field.Choices.FirstOrDefault(c => c.Id == typed.Id && typed.Id is not null && c.MergedIntoId is null) is { } choice)
            {
                choice.Describe(typed.Zh!, typed.En!, order, typed.IsActive);
                continue;
            }

            if (typed.Id is not null)
                continue;
            var code = Slug.Of(typed.En, codes) ?? Slug.Of("choice", codes)!;
            codes.Add(code);
            var added = new CustomFieldChoice(code, typed.Zh!, typed.En!, order);
            added.Describe(typed.Zh!, typed.En!, order, typed.IsActive);
            field.Add(added);
        }
    }

    private async Task CheckAsync(CustomFieldForm form, List<CustomField> all, CustomField? present, CancellationToken ct)
    {
        form.Clean();
        var known = new KnownCodes(await lists.GetAsync(ct), await roles.GetAsync(ct));
        await new CustomFieldFormValidator(all, present, known, new CustomFieldFormat(await users.GetAsync(ct), clock), text).ValidateAndThrowAsync(form, ct);
    }

    private Task<CustomField> ChangeAsync(UserScope by, Func<List<CustomField>, Task<CustomField>> change, CancellationToken ct) =>
        ReferenceLock.ChangeAsync(db, db.CustomFields.Include(f => f.Choices).Include(f => f.Operands).AsSingleQuery(), catalog.Invalidate, by, change, ct);
}
