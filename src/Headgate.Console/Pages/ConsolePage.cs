using Headgate.WebConsole.Calls;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Headgate.WebConsole.Pages;

/// <summary>What the pages share: their calls, and the request that they answer.</summary>
public abstract class ConsolePage : ComponentBase
{
    /// <summary>The calls of the page.</summary>
    [Inject]
    public ConsoleCalls Calls { get; set; } = null!;

    /// <summary>Sends the browser on after something was done.</summary>
    [Inject]
    public NavigationManager Navigation { get; set; } = null!;

    /// <summary>The clock.</summary>
    [Inject]
    public TimeProvider Time { get; set; } = null!;

    /// <summary>The request.</summary>
    [CascadingParameter]
    public HttpContext Http { get; set; } = null!;

    /// <summary>A value of the address; null where it is empty.</summary>
    protected string? Asked(string name) => Http.Request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    /// <summary>A value of the form that was sent; null where it is empty.</summary>
    protected string? Sent(string name) =>
        Http.Request.HasFormContentType && Http.Request.Form[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    /// <summary>A number of the address; 0 where it is none.</summary>
    protected int Number(string name) =>
        int.TryParse(Asked(name), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
}
