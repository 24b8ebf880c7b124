using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.CustomFields.Computed;
using CrmWeb.Core.Customers.CustomFields.Values;
using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.Customers.Duplicates;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Events;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Customers.Requirements;
using CrmWeb.Core.Customers.Sharing;
using CrmWeb.Core.Customers.Stages;
using CrmWeb.Core.Customers.Storage;
using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Notifications.Outbox;
using CrmWeb.Core.Persistence.Setup;
using CrmWeb.Core.ReferenceData;
using CrmWeb.Core.Requests;
using CrmWeb.Core.SavedViews;
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
        services.AddScoped<CustomerFormMapper>();
        services.AddSingleton<CustomFieldCatalog>();
        services.AddScoped<CustomValueStore>();
        services.AddSingleton<RequirementCatalog>();
        services.AddSingleton<DemandCatalog>();
        services.AddScoped<RequiredFieldService>();
        services.AddScoped<CompletenessMeter>();
        services.AddScoped<StageGate>();
        services.AddScoped<CustomFieldService>();
        services.AddScoped<CustomFieldQueries>();
        services.AddScoped<CustomFieldCells>();
        services.AddScoped<OwnFacts>();
        services.AddScoped<CustomFieldConditions>();
        services.AddScoped<ICustomerCondition, CustomFieldCondition>();
        services.AddScoped<CustomChoiceMerge>();
        services.AddScoped<ComputedFields>();
        services.AddSingleton<ValueTable>(CustomerValueTable.Only);
        services.AddSingleton<ValueTable>(ContactValueTable.Only);
        services.AddScoped<IViewReader, CustomFieldViews>();
        services.AddSingleton<IStoredKeys, CustomFieldKeys>();
        services.AddScoped<CustomerService>();
        services.AddScoped<CustomerEditor>();
        services.AddScoped<CustomerMerger>();
        services.AddScoped<CustomerAssignment>();
        services.AddScoped<CustomerVisibility>();
        services.AddScoped<RecycleBin>();
        services.AddScoped<CustomerFilterBuilder>();
        services.AddScoped<CurrentFilterCodes>();
        services.AddScoped<CustomerListQueries>();
        services.AddScoped<CustomerOrder>();
        services.AddScoped<CustomerRecordQueries>();
        services.AddScoped<ContactQueries>();
        services.AddScoped<ContactTransfer>();
        services.AddScoped<CustomerTimeline>();
        services.AddScoped<ITimelineSource, StageTimeline>();
        services.AddScoped<ITimelineSource, ChangeTimeline>();
        services.AddSingleton<IStoredKeys, CustomerKeys>();
        services.AddSingleton<IDropReason, CustomerOutOfReach>();
        services.AddScoped<ICustomerListener, CollaborationClosure>();
        services.AddScoped<ChangeLabels>();
        services.AddScoped<CustomerSearch>();
        services.AddSingleton<DuplicateQuota>();
        services.AddScoped<DuplicateFinder>();
        services.AddScoped<DuplicatePolicy>();
        services.AddScoped<CustomerClaim>();
        services.AddScoped<CollaborationService>();
        services.AddScoped<CollaborationNotifier>();
        services.AddScoped<CollaborationDecision>();
        services.AddScoped<CollaborationQueries>();
        services.AddScoped<OwnerChoices>();
        services.AddScoped<CustomerNames>();
        services.AddScoped<CustomerEvents>();
        services.AddScoped<CustomerStageService>();
        services.AddScoped<StageUndo>();
        services.AddScoped<StageHistory>();
        services.AddScoped<StageRemoval>();
        services.AddScoped<ICustomerCounts, CustomerCounts>();
        return services
            .AddJob<ComputedFieldsJob>(ComputedFieldsJob.Code, ComputedFieldsJob.Schedule)
            .AddJob<CompletenessJob>(CompletenessJob.Code, CompletenessJob.Schedule)
            .AddPageRules<CustomerForm, CustomersText>(text => [.. new CustomerFormValidator(text, null!, default, StoredNames.None), .. new CustomerDetailsValidator(text, null!, default)])
            // A row in which nothing stands is taken away before it is checked, so that its name may be missing.
            .AddPageRules<ContactForm, CustomersText>(text => new ContactFormValidator(text, null!, StoredNames.None), without: nameof(ContactForm.Name))
            .AddPageRules<DecisionLinkForm, CustomersText>(text => new DecisionLinkFormValidator(text, 0, []))
            .AddPageRules<RequiredFieldForm, RequirementsText>(text => new RequiredFieldFormValidator(text, null!, null!, null!))
            .AddPageRules<CustomFieldForm, CustomFieldsText>(text => new CustomFieldFormValidator([], null, null!, null!, text));
    }
}
