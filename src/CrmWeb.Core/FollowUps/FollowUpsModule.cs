using CrmWeb.Core.Customers.CustomFields.Values;
using CrmWeb.Core.Customers.Events;
using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.FollowUps.Calendar;
using CrmWeb.Core.FollowUps.Commitments;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.FollowUps.Reminders;
using CrmWeb.Core.FollowUps.Tasks;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Notifications.Outbox;
using CrmWeb.Core.Persistence.Signals;
using CrmWeb.Core.Requests;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.FollowUps;

/// <summary>Registers follow-ups.</summary>
public static class FollowUpsModule
{
    public static IServiceCollection AddFollowUps(this IServiceCollection services)
    {
        services.AddSingleton<ValueTable>(FollowUpValueTable.Only);
        services.AddScoped<AssigneeChoices>();
        services.AddScoped<ReminderReach>();
        services.AddScoped<CustomersToFollowUp>();
        services.AddScoped<FollowUpOwnFields>();
        services.AddScoped<FollowUpFormReader>();
        services.AddScoped<OpenTasks>();
        services.AddScoped<RecurringTasks>();
        services.AddScoped<NextTask>();
        services.AddScoped<FollowUpService>();
        services.AddScoped<FollowUpCompletion>();
        services.AddScoped<TaskPlanner>();
        services.AddScoped<TaskActions>();
        services.AddScoped<TaskBatch>();
        services.AddScoped<TaskQueue>();
        services.AddScoped<FollowUpEditor>();
        services.AddScoped<FollowUpCorrections>();
        services.AddScoped<FollowUpMerger>();
        services.AddScoped<CommitmentService>();
        services.AddScoped<ICustomerListener, NextFollowUpDates>();
        services.AddScoped<ICustomerListener, FollowUpCommitments>();
        services.AddScoped<ICustomerListener, AssignmentNews>();
        services.AddScoped<ICustomerListener, FollowUpMoves>();
        services.AddScoped<FollowUpQueries>();
        services.AddScoped<FollowUpFilters>();
        services.AddScoped<FollowUpListQueries>();
        services.AddScoped<FollowUpPins>();
        services.AddScoped<ITimelineSource, FollowUpTimeline>();
        services.AddScoped<IToldSaves, FollowUpSaves>();
        services.AddScoped<FollowUpSaves>();
        foreach (var kind in FollowUpTimeline.Changes)
            services.AddSingleton(kind);
        services.AddSingleton<IDropReason, ClosedTask>();
        services.AddScoped<FollowUpCalendar>();
        services.AddScoped<CalendarFeedWriter>();
        services.AddScoped<CalendarFeeds>();
        services.AddScoped<ReminderDispatcher>();
        services.AddJob<ReminderJob>(ReminderJob.Code, ReminderJob.Schedule, Wake.Reminders);
        return services.AddPageRules<FollowUpForm, FollowUpsText>(text =>
        [
            .. new FollowUpFormValidator(FollowUpKind.Plan, text, null!, default, [], []),
            .. new FollowUpFormValidator(FollowUpKind.Record, text, null!, default, [], []).Where(r => r.PropertyName == nameof(FollowUpForm.Content)).In(FollowUpForm.RecordRules),
        ],
            // Of a text of promises that is too long the server may say two things.
            without: nameof(FollowUpForm.Commitments));
    }
}
