using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Phalanx.Dashboard.Streams;

/// <summary>Writes events to a page for as long as it listens (server-sent events). A comment goes out every fifteen seconds, to find a page that is gone.</summary>
internal sealed class EventStream(EventHub hub, CancellationToken end)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);

    /// <summary>Serves a page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="runs">The runs whose rows it wants.</param>
    public async Task ServeAsync(HttpContext context, IReadOnlySet<string> runs)
    {
        string? lastId = context.Request.Headers["Last-Event-ID"] is [{ Length: > 0 } id] ? id : null;
        using EventHub.Page? page = hub.Open(runs, lastId);
        if (page is null)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "15";
            return;
        }

        context.Response.ContentType = "text/event-stream";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, end);
        try
        {
            // A page that goes on where it was keeps its own id until it has what it missed.
            string begin = lastId is null || page.IsBehind ? $"id: {Id(page.Version)}\n" : "";
            await WriteAsync(context, $"retry: 2000\n{begin}event: hello\ndata: {{}}\n\n", either.Token);
            while (true)
            {
                await WriteAsync(context, await NextAsync(page, either.Token), either.Token);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException)
        {
            // The page was closed, or the dashboard ends.
        }
    }

    private async Task<string> NextAsync(EventHub.Page page, CancellationToken cancellation)
    {
        if (page.IsBehind)
        {
            // What waits is older than what the page is about to read.
            while (page.Events.TryRead(out _))
            {
            }

            page.IsBehind = false;
            return "event: resync\ndata: {}\n\n";
        }

        using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        wait.CancelAfter(Quiet);
        try
        {
            await page.Events.WaitToReadAsync(wait.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return ": quiet\n\n";
        }

        var text = new StringBuilder();
        while (text.Length < 64_000 && page.Events.TryRead(out StreamEvent? told))
        {
            text.Append(CultureInfo.InvariantCulture, $"id: {Id(told.Version)}\nevent: {told.Kind}\ndata: {told.Content}\n\n");
        }

        return text.ToString();
    }

    private string Id(long version) => string.Create(CultureInfo.InvariantCulture, $"{hub.Epoch}-{version}");

    private static async Task WriteAsync(HttpContext context, string text, CancellationToken cancellation)
    {
        await context.Response.WriteAsync(text, cancellation);
        await context.Response.Body.FlushAsync(cancellation);
    }
}
