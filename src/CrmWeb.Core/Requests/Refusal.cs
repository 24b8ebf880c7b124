using FluentValidation;
using FluentValidation.Results;

namespace CrmWeb.Core.Requests;

/// <summary>Says that a rule is broken: in the reader's language, beside the field it is about.</summary>
internal static class Refusal
{
    /// <summary>The one rule that is broken.</summary>
    /// <param name="field">Name of the form's property; empty for the form as a whole.</param>
    public static ValidationException Of(string field, string message) => new([new ValidationFailure(field, message)]);

    /// <summary>The one rule that the form as a whole breaks.</summary>
    public static ValidationException Of(string message) => Of("", message);

    /// <exception cref="ValidationException">There is a failure among them, or several.</exception>
    public static void ThrowIfAny(IReadOnlyCollection<ValidationFailure> failures)
    {
        if (failures.Count > 0)
            throw new ValidationException(failures);
    }
}
