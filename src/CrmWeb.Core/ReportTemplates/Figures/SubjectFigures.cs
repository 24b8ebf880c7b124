using System.Linq.Expressions;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Reports.Analysis;
using CrmWeb.Core.ReportTemplates.Fields;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.ReportTemplates.Figures;

/// <summary>A row of figures as it was counted: its groups, and what is known of their rows.</summary>
internal sealed record GroupedSum(DimensionGroup? First, DimensionGroup? Second, DimensionGroup? Column, string? Field, KeyedSum Sum);

/// <summary>Counts the rows of a subject by the groups of a template. The database groups and adds up; one question for the rows and one for each number.</summary>
internal sealed class SubjectFigures<T>(SubjectRows<T> subject, TemplateReading reading, OrganizationClock clock, IStringLocalizer<TemplatesText> text)
{
    private sealed record Key(Expression Value, ParameterExpression Row, Func<int?, DimensionGroup> Group);

    /// <exception cref="ValidationException">There are more days between the first and the last than can be told apart.</exception>
    public async Task<IReadOnlyList<GroupedSum>> ReadAsync(CancellationToken ct)
    {
        List<IQueryable<T>> parts = [.. subject.Parts.Select(part => reading.Filters.Aggregate(part, (rows, filter) => rows.Where(filter, clock)))];
        List<Key> keys = [];
        foreach (var group in reading.Rows.Concat(reading.Column is { } column ? [column] : []))
            keys.Add(await KeyAsync(group, parts, ct));

        List<GroupedSum> sums = [];
        List<string?> wanted = [null, .. Wanted().Distinct()];
        foreach (var field in wanted)
        {
            var questions = parts.ConvertAll(part => Summed(Valued(part, field), keys, field));
            foreach (var sum in await questions.Aggregate((one, other) => one.Concat(other)).ToListAsync(ct))
                sums.Add(Grouped(sum, field, keys));
        }

        return sums;
    }

    private IEnumerable<string> Wanted() => reading.Measures.Concat(reading.Rate is { } rate ? [rate.Of, rate.Over] : []).Select(m => m.Field?.Key).OfType<string>();

    private GroupedSum Grouped(KeyedSum sum, string? field, List<Key> keys)
    {
        int?[] values = [sum.A, sum.B, sum.C];
        DimensionGroup? Of(int place) => place < keys.Count ? keys[place].Group(values[place]) : null;
        var rows = reading.Rows.Count;
        return new GroupedSum(rows > 0 ? Of(0) : null, rows > 1 ? Of(1) : null, reading.Column is null ? null : Of(rows), field, sum);
    }

    private async Task<Key> KeyAsync(GroupKey group, List<IQueryable<T>> parts, CancellationToken ct)
    {
        var value = group.Field.Value!;
        if (group.Step is null)
            return new Key(value.Body, value.Parameters[0], group.Field.Choices!.Group);
        var asked = reading.Filters.Find(f => f.Field.Key == group.Field.Key)?.Days(clock.Today) ?? default;
        var (first, last) = asked is { From: { } from, To: { } to } ? (from, to) : await RangeAsync(group.Field, parts, ct);
        var steps = new DateSteps(group.Step, first, last, text);
        if (steps.IsTooMany)
            throw Refusal.Of("", text["Error.TooManySteps", group.Field.Label, DateSteps.Most]);
        return new Key(steps.Of(value.Body, clock), value.Parameters[0], key => steps.Group(key, asked, group.Field.Condition));
    }

    /// <summary>The first and the last day there are.</summary>
    private async Task<(DateOnly First, DateOnly Last)> RangeAsync(TemplateField field, List<IQueryable<T>> parts, CancellationToken ct)
    {
        (DateOnly? first, DateOnly? last) = (null, null);
        foreach (var part in parts)
        {
            var (from, to) = field.Value is Expression<Func<T, DateTime?>> moment
                ? (Day(await part.MinAsync(moment, ct)), Day(await part.MaxAsync(moment, ct)))
                : (await part.MinAsync((Expression<Func<T, DateOnly?>>)field.Value!, ct), await part.MaxAsync((Expression<Func<T, DateOnly?>>)field.Value!, ct));
            (first, last) = (from < first || first is null ? from ?? first : first, to > last || last is null ? to ?? last : last);
        }

        return (first ?? clock.Today, last ?? clock.Today);

        DateOnly? Day(DateTime? at) => at is { } utc ? DateOnly.FromDateTime(clock.ToLocal(utc)) : null;
    }

    /// <summary>The rows with one of their numbers; those of further rows as often as there are such.</summary>
    private IQueryable<Valued<T>> Valued(IQueryable<T> rows, string? key)
    {
        if (key is not null && subject.Joined.TryGetValue(key, out var join))
            return join(rows);
        var row = Expression.Parameter(typeof(T), "r");
        List<MemberBinding> bindings = [Expression.Bind(typeof(Valued<T>).GetProperty(nameof(Valued<>.Row))!, row)];
        if (key is not null)
        {
            var value = subject.Find(key)!.Value!;
            var name = value.ReturnType == typeof(int?) ? nameof(Valued<>.Whole) : nameof(Valued<>.Amount);
            bindings.Add(Expression.Bind(typeof(Valued<T>).GetProperty(name)!, ParameterSwap.BodyOf(value, row)));
        }

        return rows.Select(Expression.Lambda<Func<T, Valued<T>>>(Expression.MemberInit(Expression.New(typeof(Valued<T>)), bindings), row));
    }

    private IQueryable<KeyedSum> Summed(IQueryable<Valued<T>> rows, List<Key> keys, string? field)
    {
        var valued = Expression.Parameter(typeof(Valued<T>), "v");
        Expression Of(int place) => place < keys.Count
            ? ParameterSwap.BodyOf(Expression.Lambda(keys[place].Value, keys[place].Row), Expression.Property(valued, nameof(Valued<>.Row)))
            : Expression.Constant(0, typeof(int?));
        MemberAssignment Bind(string name, Expression value) => Expression.Bind(typeof(Keyed).GetProperty(name)!, value);
        var isWhole = field is not null && (subject.Find(field)?.Value?.ReturnType == typeof(int?) || subject.Find(field)?.Shape == FieldShape.Whole);
        List<MemberBinding> bindings = [Bind(nameof(Keyed.A), Of(0)), Bind(nameof(Keyed.B), Of(1)), Bind(nameof(Keyed.C), Of(2))];
        if (field is not null)
            bindings.Add(isWhole ? Bind(nameof(Keyed.Whole), Expression.Property(valued, nameof(Valued<>.Whole))) : Bind(nameof(Keyed.Amount), Expression.Property(valued, nameof(Valued<>.Amount))));
        var groups = rows.Select(Expression.Lambda<Func<Valued<T>, Keyed>>(Expression.MemberInit(Expression.New(typeof(Keyed)), bindings), valued)).GroupBy(k => new { k.A, k.B, k.C });
        return field is null ? groups.Select(g => new KeyedSum { A = g.Key.A, B = g.Key.B, C = g.Key.C, Count = g.Count() })
            : isWhole ? groups.Select(g => new KeyedSum { A = g.Key.A, B = g.Key.B, C = g.Key.C, Whole = g.Sum(k => (long?)k.Whole), Filled = g.Count(k => k.Whole != null) })
            : groups.Select(g => new KeyedSum { A = g.Key.A, B = g.Key.B, C = g.Key.C, Amount = g.Sum(k => k.Amount), Filled = g.Count(k => k.Amount != null) });
    }
}
