namespace CrmWeb.Core.Exports;

/// <summary>What is exported, as the reader was shown it.</summary>
/// <param name="List">Code of the list.</param>
/// <param name="Title">Its name in the reader's language.</param>
/// <param name="Query">What was asked of it, as it stands in the address, without a question mark.</param>
/// <param name="Shown">Keys of the columns shown, in order.</param>
/// <param name="All">Keys of all columns it has for this reader.</param>
/// <param name="CountAsync">How many rows fit.</param>
public sealed record ExportedList(
    string List, string Title, string Query, IReadOnlyList<string> Shown, IReadOnlyList<string> All, ExportSource Source, Func<CancellationToken, Task<int>> CountAsync);

/// <summary>An export that may be made: the rows are known, and nothing is noted yet.</summary>
/// <param name="Keys">Columns of the list, in order.</param>
/// <param name="Ids">All rows that fit, in the list's order.</param>
/// <param name="IsLong">Too many rows to be waited for.</param>
public sealed record ExportPlan(ExportedList List, string Format, IReadOnlyList<string> Keys, string Reason, IReadOnlyList<int> Ids, bool IsLong);

/// <summary>What the change log says of a file that leaves.</summary>
/// <param name="What">Code of the list or report.</param>
/// <param name="Query">What was asked of it.</param>
/// <param name="Columns">Keys of its columns; empty for what has none to choose.</param>
public sealed record ExportNote(string What, string Query, string Columns, string Format, string Reason, int Rows);

/// <summary>Who takes a file along, and when.</summary>
/// <param name="At">Wall clock.</param>
/// <param name="Mark">Who, when, how much and what for, in a sentence.</param>
public sealed record ExportStamp(string UserName, DateTime At, string Mark);
