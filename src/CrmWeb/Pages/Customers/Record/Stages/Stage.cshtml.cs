using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Customers.Stages;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Customers.Form;
using CrmWeb.Pages.FollowUps;
using CrmWeb.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Customers.Record.Stages;

/// <summary>Moves a customer to another stage: in a panel beside the stage bar, as a page for those without script; and takes the move back.</summary>
[Authorize(Policy = Permissions.FollowUpsWrite)]
public sealed class StageModel(
    RecordReader reader, CustomerRecordQueries records, CustomerStageService stages, StageGate gate, CustomerChoices lists, CustomControls controls, StageUndo undo, PipelineCatalog pipeline, FollowUpChoiceReader offers, UserScope by, IStringLocalizer<CustomersText> text)
    : PageModel, IFormPage
{
    private bool takesBack;

    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    /// <summary>Code of the stage that was pointed at; null to choose.</summary>
    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    /// <summary>Not called Form: its fields may stand beside those of a follow-up.</summary>
    [BindProperty]
    public StageForm Move { get; set; } = new();

    public string FormPrefix => nameof(Move);

    public CustomerRecord Customer { get; private set; } = null!;

    /// <summary>The stage that was pointed at; null to choose.</summary>
    public StageEntry? Target { get; private set; }

    public FollowUpChoices Choices { get; private set; } = new();

    /// <summary>The fields that the stage asks for first.</summary>
    public IReadOnlyList<CustomerField> Asked { get; private set; } = [];

    /// <summary>What stands in them.</summary>
    public CustomerForm Filled { get; private set; } = new();

    public FieldToType Control(CustomerField field) => new(Filled, field, lists.For(field));

    /// <summary>Those of the fields asked for that are the company's own.</summary>
    public IReadOnlyList<CustomControl> Custom { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        (Move.From, Move.Stage) = (Customer.Stage.Code, Target?.Code);
        return Shown();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var move = await stages.MoveAsync(Id, Move, by, ct);
        this.Toast(text["Toast.StageMoved"], CrmLinks.UndoStage(Id, move), undoInPlace: true);
        return await DoneAsync(ct);
    }

    public async Task<IActionResult> OnPostUndoAsync(int change, CancellationToken ct)
    {
        takesBack = true;
        await undo.TakeBackAsync(Id, change, by, ct);
        this.Toast(text["Toast.StageTakenBack"]);
        return await DoneAsync(ct);
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        if (takesBack)
        {
            this.Toast(ModelState[""]?.Errors.FirstOrDefault()?.ErrorMessage ?? text["Toast.NotTakenBack"]);
            return await DoneAsync(ct);
        }

        await LoadAsync(ct);

        // Once it was said that somebody moved the customer meanwhile, the form starts from where it stands now.
        if (ModelState["Move.Stage"]?.Errors.Count > 0)
            Move.From = Customer.Stage.Code;
        return Shown();
    }

    private async Task<IActionResult> DoneAsync(CancellationToken ct) => Request.AsksForRegions()
        ? this.Afresh("_Regions", await reader.ReadAsync(Id, new TimelineAddress(), by, ct))
        : LocalRedirect(CrmLinks.Customer(Id));

    private IActionResult Shown() => Request.AsksForRegions() ? Partial("~/Pages/Customers/Record/Stages/_StageForm.cshtml", this) : Page();

    private async Task LoadAsync(CancellationToken ct)
    {
        Customer = await records.ReadProductFieldsAsync(Id, by, ct);
        if (!Customer.Rights.FollowUp)
            throw new Core.Requests.NotFoundException();
        Choices = await offers.OfAsync(Customer, new FollowUpForm(), ct);
        Target = (await pipeline.GetAsync(ct)).Find(To ?? Move.Stage) is { IsActive: true } stage && stage.Id != Customer.Stage.Id ? stage : null;
        Asked = await gate.AskedAsync(Id, Target?.Code, by, ct);
        if (Asked.Count == 0)
            return;
        Filled = await gate.OpenAsync(Id, Asked, Move.Form, by, ct);
        await lists.LoadAsync(ct, Filled);
        Custom = await Task.WhenAll(Asked.Select(f => f.Custom).OfType<CustomFieldEntry>().Select(f => controls.OfAsync(f, Filled, ct)));
    }
}
