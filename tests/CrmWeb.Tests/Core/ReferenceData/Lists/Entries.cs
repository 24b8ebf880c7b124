using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Tests.Core.ReferenceData.Lists;

/// <summary>Entries that tests add for themselves, so that they can be changed without disturbing others.</summary>
internal static class Entries
{
    private static int count;

    /// <summary>A new entry as the admin would add it.</summary>
    public static Task<int> AddAsync(this CoreFixture app, ListKind kind, string? name = null, int? parent = null, string? code = null)
    {
        var number = Interlocked.Increment(ref count);
        return app.CreateAsync(kind, new ListItemForm { Zh = name ?? $"条目{number}", En = name is null ? $"Entry {number}" : $"{name} {number}", Parent = parent, Code = code });
    }

    public static Task<int> CreateAsync(this CoreFixture app, ListKind kind, ListItemForm form) =>
        app.WithAsync<ListService, int>(e => e.CreateAsync(kind, form, app.As(Who.Admin), CancellationToken.None));

    public static async Task ChangeAsync(this CoreFixture app, ListKind kind, int id, Action<ListItemForm> change)
    {
        var form = await app.OpenAsync(id);
        change(form);
        await app.WithAsync<ListService>(e => e.ChangeAsync(kind, id, form, app.As(Who.Admin), CancellationToken.None));
    }

    public static async Task<ListItemForm> OpenAsync(this CoreFixture app, int id)
    {
        var item = await app.ItemAsync(id);
        return new ListItemForm { Zh = item.Zh, En = item.En, Aliases = item.Aliases, Parent = item.ParentId, Version = item.Version };
    }

    public static Task<int> MergeAsync(this CoreFixture app, ListKind kind, int loser, int? winner) =>
        app.WithAsync<ListMerge, int>(m => m.MergeAsync(kind, loser, winner, app.As(Who.Admin), CancellationToken.None));

    public static Task RetireAsync(this CoreFixture app, ListKind kind, int id) =>
        app.WithAsync<ListOrder>(u => u.RetireAsync(kind, id, app.As(Who.Admin), CancellationToken.None));

    public static Task ReviveAsync(this CoreFixture app, ListKind kind, int id) =>
        app.WithAsync<ListOrder>(u => u.ReviveAsync(kind, id, app.As(Who.Admin), CancellationToken.None));

    public static Task<ListItem> ItemAsync(this CoreFixture app, int id) => app.DbAsync(db => db.ListItems.AsNoTracking().SingleAsync(i => i.Id == id));

    public static async Task<int> IdAsync(this CoreFixture app, ListKind kind, string code) => (await app.ListsAsync()).Find(kind, code)!.Id;

    public static Task<ListSnapshot> ListsAsync(this CoreFixture app) => app.Services.GetRequiredService<ListCatalog>().GetAsync(CancellationToken.None).AsTask();
}
