using CrmWeb.Core.Downloads;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Admin;
using CrmWeb.Pages.Admin.Rules;
using CrmWeb.Pages.Admin.Users;
using CrmWeb.Pages.Customers;
using CrmWeb.Pages.Customers.Form;
using CrmWeb.Pages.Exports;
using CrmWeb.Pages.FollowUps;
using CrmWeb.Pages.Orders.Form;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace CrmWeb.Infrastructure;

/// <summary>Registers Razor Pages with what is the same on every page.</summary>
internal static class PagesSetup
{
    public static IServiceCollection AddCrmPages(this IServiceCollection services)
    {
        services.AddScoped<FormPageFilter>();
        services.AddScoped<StaleFormFilter>();
        services.AddScoped<HeldConnectionFilter>();
        services.AddSingleton<IInterceptor, SentWork.FirstWrite>();
        services.AddScoped<CustomerChoices>();
        services.AddScoped<CustomControls>();
        services.AddScoped<OwnFieldConditions>();
        services.AddScoped<CrmWeb.Pages.Admin.Fields.DefinitionChoices>();
        services.AddScoped<CrmWeb.Pages.Admin.Fields.RequirementWords>();
        services.AddScoped<Pages.Customers.List.CustomerConditions>();
        services.AddScoped<Pages.Reports.ReportConditions>();
        services.AddScoped<Pages.Reports.ReportNames>();
        services.AddScoped<Pages.FollowUps.List.FollowUpConditions>();
        services.AddScoped<Pages.Lists.ConditionWords>();
        services.AddScoped<Pages.Contacts.ContactConditions>();
        services.AddScoped<Pages.Orders.List.OrderConditions>();
        services.AddScoped<IListExport, Pages.Customers.List.CustomerExport>();
        services.AddScoped<IListExport, Pages.Contacts.ContactExport>();
        services.AddScoped<IListExport, Pages.FollowUps.List.FollowUpExport>();
        services.AddScoped<IListExport, Pages.Orders.List.OrderExport>();
        services.AddScoped<Pages.Orders.Received.PaymentConditions>();
        services.AddScoped<IListExport, Pages.Orders.Received.PaymentExport>();
        services.AddScoped<ListExports>();
        services.AddScoped<IExportedLists>(p => p.GetRequiredService<ListExports>());
        services.AddScoped<Pages.Customers.Record.RecordReader>();
        services.AddScoped<DuplicateLookup>();
        services.AddScoped<AccountChoices>();
        services.AddScoped<RuleChoices>();
        services.AddScoped<RuleWords>();
        services.AddScoped<Invitation>();
        services.AddScoped<FollowUpSettings>();
        services.AddScoped<OrderFormChoices>();
        services.AddScoped<FollowUpChoiceReader>();
        services.AddScoped<Pages.Files.UploadPlaces>();
        services.AddScoped<Pages.Files.UploadToken>();
        services.AddSingleton<SiteAddress>();
        services.AddRazorPages().AddMvcOptions(options =>
        {
            options.Filters.Add<WholeRequests>();
            options.Filters.AddService<HeldConnectionFilter>();
            options.Filters.Add<KnownHandlerFilter>();
            options.Filters.AddService<FormPageFilter>();
            options.Filters.AddService<StaleFormFilter>();
            options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
            options.MaxModelBindingCollectionSize = RequestLimits.MaxFormKeys;
            options.ModelBinderProviders.Insert(0, new StorableTextBinder.Provider());

            // Reads names such as a[b] in a way of its own, which no form of ours uses, and throws at a bracket left open.
            options.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
        });
        services.AddFieldRules();
        services.Configure<FormOptions>(options =>
        {
            options.ValueCountLimit = RequestLimits.MaxFormKeys;
            options.ValueLengthLimit = RequestLimits.MaxFieldLength;
            options.MultipartBodyLengthLimit = RequestLimits.MaxBodyBytes;
        });
        services.Configure<RouteOptions>(options =>
        {
            options.LowercaseUrls = true;
            options.AppendTrailingSlash = false;
        });
        services.AddSingleton<IConfigureOptions<MvcOptions>, BindingMessages>();
        return services;
    }

    /// <summary>What is said of a value that cannot be read, in the user's language.</summary>
    private sealed class BindingMessages(IStringLocalizer<InterfaceText> text) : IConfigureOptions<MvcOptions>
    {
        public void Configure(MvcOptions options)
        {
            DefaultModelBindingMessageProvider messages = options.ModelBindingMessageProvider;
            messages.SetAttemptedValueIsInvalidAccessor((value, _) => text["Error.InvalidValue", Short(value)]);
            messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value => text["Error.InvalidValue", Short(value)]);
            messages.SetValueIsInvalidAccessor(value => text["Error.InvalidValue", Short(value)]);
            messages.SetUnknownValueIsInvalidAccessor(_ => text["Error.InvalidValue", ""]);
            messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => text["Error.InvalidValue", ""]);
            messages.SetValueMustBeANumberAccessor(_ => text["Error.NotANumber"]);
            messages.SetNonPropertyValueMustBeANumberAccessor(() => text["Error.NotANumber"]);
            messages.SetMissingBindRequiredValueAccessor(_ => text["Error.Missing"]);
            messages.SetMissingKeyOrValueAccessor(() => text["Error.Missing"]);
            messages.SetMissingRequestBodyRequiredValueAccessor(() => text["Error.Missing"]);
            messages.SetValueMustNotBeNullAccessor(_ => text["Error.Missing"]);
        }

        private static string Short(string value) => value.Length <= 40 ? value : value[..40] + "…";
    }
}
