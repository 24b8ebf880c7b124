using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Files.Settings;

/// <summary>What an administrator says of files.</summary>
public sealed class FileSettingsForm
{
    public int? Megabytes { get; set; }

    /// <summary>Codes of formats that are taken.</summary>
    public List<string> Formats { get; set; } = [];

    public Guid Version { get; set; }

    public static FileSettingsForm Of(FileLimits limits) =>
        new() { Megabytes = limits.Megabytes, Formats = [.. limits.Formats.Select(f => f.Code)], Version = limits.Version };
}

internal sealed class FileSettingsFormValidator : AbstractValidator<FileSettingsForm>
{
    public FileSettingsFormValidator(IStringLocalizer<FilesText> text)
    {
        RuleFor(f => f.Megabytes).NotNull().WithMessage(_ => text["Error.Megabytes", FileSettings.MostMegabytes])
            .InclusiveBetween(1, FileSettings.MostMegabytes).WithMessage(_ => text["Error.Megabytes", FileSettings.MostMegabytes]);
        RuleFor(f => f.Formats).Must(f => f.Count > 0 && f.TrueForAll(code => FileFormat.Find(code) is not null)).WithMessage(_ => text["Error.Formats"]);
    }
}
