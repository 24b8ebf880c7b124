using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Requests;

/// <summary>One page of a list.</summary>
public sealed record PageOf<T>(IReadOnlyList<T> Rows, int Total, int PageNumber, int PageSize);
