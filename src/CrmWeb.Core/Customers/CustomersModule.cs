using CrmWeb.Core.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.Customers;

/// <summary>Registers the customer feature.</summary>
public static class CustomersModule
{
    public static IServiceCollection AddCustomers(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<CustomerOptions>(configuration.GetSection("Customers"));
        services.AddSingleton<CustomerNumbers>();
        services.AddScoped<CustomerProfileReader>();
        services.AddScoped<CustomerRegistration>();
        services.AddScoped<CustomerEditing>();
        services.AddScoped<CustomerComparison>();
        services.AddScoped<CustomerAssignment>();
        services.AddScoped<CustomerReach>();
        services.AddScoped<CustomerBin>();
        services.AddScoped<CustomerConditions>();
        services.AddScoped<CurrentCodes>();
        services.AddScoped<CustomerListQueries>();
        services.AddScoped<CustomerRecordQueries>();
        services.AddScoped<ContactQueries>();
        services.AddScoped<ContactMoves>();
        services.AddScoped<CustomerTimeline>();
        services.AddScoped<CollaborationSettling>();
        services.AddScoped<ChangeLabels>();
        services.AddScoped<CustomerSearch>();
        services.AddSingleton<DuplicateAllowance>();
        services.AddScoped<DuplicateFinder>();
        services.AddScoped<CustomerClaim>();
        services.AddScoped<CollaborationAsking>();
        services.AddScoped<CollaborationNews>();
        services.AddScoped<CollaborationDeciding>();
        services.AddScoped<CollaborationQueries>();
        services.AddScoped<OwnerChoices>();
        return services
            .AddPageRules<CustomerForm, CustomersText>(text => [.. new CustomerFormValidator(text, null!, default, []), .. new CustomerDetailsValidator(text, null!, default)])
            // A row in which nothing stands is taken away before it is checked, so that its name may be missing.
            .AddPageRules<ContactForm, CustomersText>(text => new ContactFormValidator(text, null!), without: nameof(ContactForm.Name))
            .AddPageRules<DecisionLinkForm, CustomersText>(text => new DecisionLinkFormValidator(text, 0, []));
    }
}
