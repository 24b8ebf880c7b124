using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.Orders.List;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.Requests;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.Orders;

/// <summary>Registers orders and payments.</summary>
public static class OrdersModule
{
    public static IServiceCollection AddOrders(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<OrderOptions>(configuration.GetSection("Orders"));
        services.AddScoped<OrderOwners>();
        services.AddScoped<OrderFormReader>();
        services.AddScoped<OrderService>();
        services.AddScoped<OrderEditor>();
        services.AddScoped<OrderProgress>();
        services.AddScoped<PaymentService>();
        services.AddScoped<OrderRows>();
        services.AddScoped<OrderQueries>();
        services.AddScoped<OrderPdf>();
        services.AddScoped<OrderFilters>();
        services.AddScoped<ICustomerCondition, OrderedCondition>();
        services.AddScoped<OrderListQueries>();
        services.AddScoped<PaymentListQueries>();
        services.AddScoped<OrderChanges>();
        services.AddScoped<ITimelineSource, OrderTimeline>();
        services.AddScoped<ITimelineSource, PaymentTimeline>();
        return services

            // With items there need be neither subject nor amount.
            .AddPageRules<OrderForm, OrdersText>(text => new OrderFormValidator(text), without: [nameof(OrderForm.Amount)])

            // A row in which nothing stands is taken away before it is checked.
            .AddPageRules<OrderItemForm, OrdersText>(text => new OrderItemFormValidator(text), without: nameof(OrderItemForm.Name))
            .AddPageRules<PlannedPaymentForm, OrdersText>(text => new PlannedPaymentFormValidator(text), without: nameof(PlannedPaymentForm.DueOn))
            .AddPageRules<PaymentForm, OrdersText>(text => new PaymentFormValidator(text, null!, default));
    }
}
