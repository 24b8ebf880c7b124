namespace CrmWeb.Core.Persistence.Setup;

/// <summary>
/// What a feature gives a database to begin with; registered by the feature, carried out in the order of the rooms, all of it in
/// one transaction. It looks whether it is there already: a later version adds what it brings in the same way.
/// </summary>
public interface IDatabaseSeed
{
    /// <summary>Adds what is missing; the caller saves.</summary>
    Task FillAsync(CrmDbContext db, CancellationToken ct);
}

/// <summary>Rows of a feature that carry keys made by folding; brought up to date at every start that finds older ones.</summary>
public interface IStoredKeys
{
    /// <summary>May break off anywhere and goes on at the next start.</summary>
    Task RenewAsync(CrmDbContext db, CancellationToken ct);
}

/// <summary>What a feature needs in the database besides the tables of the model.</summary>
public interface IDatabasePreparation
{
    /// <summary>Called while one process alone brings the database up.</summary>
    Task PrepareAsync(CancellationToken ct);
}
