using CrmWeb.Core.Data;
using CrmWeb.Core.Desk;
using CrmWeb.Core.FollowUps.Reminders;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Signals;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.FollowUps;

/// <summary>Registers follow-ups and the desk that shows them.</summary>
public static class FollowUpsModule
{
    public static IServiceCollection AddFollowUps(this IServiceCollection services)
    {
        services.AddScoped<AssigneeChoices>();
        services.AddScoped<ReminderReach>();
        services.AddScoped<CustomersToFollowUp>();
        services.AddScoped<FollowUpFormReader>();
        services.AddScoped<OpenTasks>();
        services.AddScoped<CompletedTasks>();
        services.AddScoped<RecurringTasks>();
        services.AddScoped<AssignmentNews>();
        services.AddScoped<FollowUpWriting>();
        services.AddScoped<TaskLife>();
        services.AddScoped<SeveralTasks>();
        services.AddScoped<FollowUpEditing>();
        services.AddScoped<FollowUpCorrections>();
        services.AddScoped<FollowUpComparison>();
        services.AddScoped<CommitmentKeeping>();
        services.AddScoped<FollowUpQueries>();
        services.AddScoped<FollowUpCalendar>();
        services.AddScoped<CalendarFeedWriter>();
        services.AddScoped<CalendarFeeds>();
        services.AddScoped<DeskQueries>();
        services.AddScoped<Reminding>();
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
