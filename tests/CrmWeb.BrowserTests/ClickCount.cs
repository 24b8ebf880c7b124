using Microsoft.Playwright;

namespace CrmWeb.BrowserTests;

/// <summary>
/// What a piece of work costs its person, counted while it is done: clicks and loaded pages. A field that is filled counts once, however
/// it is reached and however much is typed; a drop-down twice, for opening it and for choosing; anything else that is pressed, and a key
/// that does something (Enter, Ctrl+Enter, j), once each. Moving on (Tab, arrows) counts for nothing.
/// </summary>
public sealed class ClickCount
{
    private const string Counter = """
        (() => {
          if (window.crmClickCount) return;
          window.crmClickCount = true;
          const count = what => window.crmCounted(what);
          const fieldAt = element => element?.closest?.('input:not([type=checkbox], [type=radio], [type=submit]), select, textarea, [contenteditable]');
          const isField = element => Boolean(fieldAt(element));
          const name = element => element.id || element.getAttribute('name') || element.textContent.trim().slice(0, 20) || element.tagName;
          let begun = null;
          const begin = field => {
            if (begun === field) return;
            begun = field;
            count(`fill ${name(field)}`);
          };
          document.addEventListener('pointerdown', ({ target, isTrusted }) => {
            if (!isTrusted) return;
            // The label of a field is the field; a click on either begins it.
            const label = target.closest('label');
            const field = fieldAt(label?.control ?? target);
            if (field) begin(field);
            else {
              begun = null;
              count(`press ${name(target.closest('a, button, summary, label, [role=option], [role=button]') ?? target)}`);
            }
          }, true);
          document.addEventListener('change', ({ target, isTrusted }) => {
            if (isTrusted && target instanceof HTMLSelectElement && !target.multiple) count(`choose in ${name(target)}`);
          }, true);
          document.addEventListener('keydown', event => {
            const { key, target, isTrusted, ctrlKey, metaKey } = event;
            if (!isTrusted || event.isComposing || /^(Tab|Shift|Control|Alt|Meta|Arrow\w+|Page\w+|Home|End|Escape)$/.test(key)) return;
            const isCommand = ctrlKey || metaKey;
            if (isField(target) && !isCommand && (key !== 'Enter' || target.matches('textarea, [role=combobox]'))) begin(fieldAt(target));
            else if (!isCommand || !/^[acvxz]$/i.test(key)) count(`key ${key}`);
          }, true);
          // Typed by an input method or by voice, which press no key.
          document.addEventListener('input', ({ target, isTrusted }) => {
            if (isTrusted && isField(target) && !(target instanceof HTMLSelectElement)) begin(fieldAt(target));
          }, true);
          // A field that is left and come back to is filled anew.
          document.addEventListener('focusin', ({ target }) => { if (target !== begun) begun = null; }, true);
        })();
        """;

    private readonly List<string> acts = [];

    private ClickCount()
    {
    }

    public int Clicks => acts.Count;

    /// <summary>Pages loaded as a whole since the counting began.</summary>
    public int Loads { get; private set; }

    /// <summary>Every act that was counted, for the message of a test that finds too many.</summary>
    public override string ToString() => $"{Clicks} clicks ({string.Join(", ", acts)}), {Loads} loads";

    /// <summary>Counts from now on, on this page and those it leads to.</summary>
    public static async Task<ClickCount> StartAsync(IPage page)
    {
        var count = new ClickCount();
        await page.ExposeFunctionAsync("crmCounted", (string act) => count.acts.Add(act));
        await page.AddInitScriptAsync(Counter);
        await page.EvaluateAsync(Counter);
        page.Request += (_, request) =>
        {
            if (request.IsNavigationRequest && request.Frame == page.MainFrame && request.RedirectedFrom is null)
                count.Loads++;
        };
        return count;
    }
}
