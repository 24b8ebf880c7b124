namespace CrmWeb.Core.Requests;

/// <summary>The record does not exist, or lies outside the scope of whoever asked: nobody is told which.</summary>
public sealed class NotFoundException() : Exception("The record does not exist or is outside the scope.");

/// <summary>The record was changed by somebody else since the form was opened.</summary>
public sealed class EditConflictException() : Exception("The record was changed since it was loaded.");

/// <summary>An address carries a value that means nothing, such as an unknown code or a negative page.</summary>
public sealed class BadQueryException(string parameter) : Exception($"The value of '{parameter}' in the address is not valid.")
{
    public string Parameter { get; } = parameter;
}

/// <summary>The database takes no more for now: somebody has held it for far longer than any write takes.</summary>
public sealed class DatabaseBusyException(string message) : Exception(message);
