using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Editing;
using FluentValidation;
using FluentValidation.Results;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.Editing;

/// <summary>Which of the rules that a form breaks are held against it.</summary>
public sealed class CustomerReadingTests
{
    private static readonly CustomerFacts Facts = new(new CustomerProfile { Name = "样本装备有限公司" }, [], [], [], null, ConfirmsDuplicate: false);

    [Fact]
    public void What_was_broken_before_is_not_held_against_a_form()
    {
        var (before, after) = (new CustomerReading(Facts, [Fault("Name")]), new CustomerReading(Facts, [Fault("Name"), Fault("Region")]));
        Assert.Equal(["Region"], after.FaultsBeside(before).Select(f => f.PropertyName));
        Assert.Equal(["Name", "Region"], after.FaultsBeside(null).Select(f => f.PropertyName));
        Assert.Same(Facts, before.Valid(except: before));
    }

    [Fact]
    public void Where_too_little_stands_to_be_a_customer_what_was_broken_before_is_held_against_it_too()
    {
        var broken = new CustomerReading(null, [Fault("Name")]);
        Assert.Equal(["Name"], broken.FaultsBeside(broken).Select(f => f.PropertyName));
        Assert.Throws<ValidationException>(() => broken.Valid(except: broken));
    }

    private static ValidationFailure Fault(string field) => new(field, "说明");
}
