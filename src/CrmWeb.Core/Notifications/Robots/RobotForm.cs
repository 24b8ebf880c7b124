using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Notifications.Robots;

/// <summary>A robot as an administrator enters it.</summary>
public sealed class RobotForm
{
    public string? Name { get; set; }

    public int? Department { get; set; }

    public RobotProduct Product { get; set; } = RobotProduct.WeCom;

    /// <summary>The webhook's address; empty keeps the one that is stored.</summary>
    public string? AddressSecret { get; set; }

    /// <summary>What the robot's messages are signed with (钉钉, 飞书); empty keeps the stored one, unless the address is a new one.</summary>
    public string? SigningSecret { get; set; }

    public bool IsActive { get; set; } = true;

    /// <summary>The robot's version when the form was opened.</summary>
    public Guid Version { get; set; }

    internal void Clean()
    {
        Name = FormText.CleanLine(Name);
        AddressSecret = FormText.CleanCode(AddressSecret);
        SigningSecret = FormText.CleanCode(SigningSecret);
    }
}

/// <summary>The rules of a robot. Expects a cleaned form.</summary>
internal sealed class RobotFormValidator : AbstractValidator<RobotForm>
{
    private const int AddressMax = 500;
    private const int SecretMax = 200;

    public RobotFormValidator(DepartmentRobot? present, DepartmentSnapshot departments, OutboundPolicy policy, IStringLocalizer<ChannelsText> text)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(f => f.Name).NotEmpty().WithMessage(_ => text["Error.RobotNameRequired"])
            .MaximumLength(DepartmentRobot.NameMax).WithMessage(_ => text["Error.TooLong", DepartmentRobot.NameMax]);
        RuleFor(f => f.Department).NotNull().WithMessage(_ => text["Error.DepartmentRequired"])
            .Must(d => departments.ById(d) is not null).WithMessage(_ => text["Error.UnknownChoice"]);
        RuleFor(f => f.Product).IsInEnum().WithMessage(_ => text["Error.UnknownChoice"]);
        RuleFor(f => f.AddressSecret)
            .MaximumLength(AddressMax).WithMessage(_ => text["Error.TooLong", AddressMax])
            .Must((f, a) => a is not null || (present is not null && present.Product == f.Product)).WithMessage(_ => text["Error.RobotAddressRequired"])
            .Must((f, a) => a is null || !Enum.IsDefined(f.Product) || RobotProducts.Address(f.Product, a, policy) is not null)
            .WithMessage(f => text["Error.RobotAddress", RobotProducts.Home(f.Product).Host]);
        RuleFor(f => f.SigningSecret).MaximumLength(SecretMax).WithMessage(_ => text["Error.TooLong", SecretMax]);
    }
}
