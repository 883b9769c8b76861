using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Phalanx.Dashboard.Answers;
using Phalanx.Dashboard.Assets;
using Phalanx.Dashboard.Following;
using Phalanx.Dashboard.Guarding;
using Phalanx.Dashboard.Streams;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;

namespace Phalanx.Dashboard;

/// <summary>What the server answers at which path. No path of a file comes from a client: runs are named by their ids and records by a list of the run's own.</summary>
/// <param name="catalogue">The runs.</param>
/// <param name="hub">What tells pages of changes.</param>
/// <param name="options">What is shown.</param>
/// <param name="end">The end of the server.</param>
internal sealed class Endpoints(RunCatalogue catalogue, EventHub hub, DashboardOptions options, CancellationToken end)
{
    private const int MostSubscribed = 600;
    private readonly ListAnswers _lists = new(catalogue);
    private readonly CurveAnswers _curves = new(catalogue);
    private readonly DetailAnswers _details = new(options.Presets);
    private readonly StudyAnswers _studies = new(catalogue);
    private readonly EventStream _stream = new(hub, end);

    /// <summary>A large record takes hundreds of megabytes while its page is made: of all that are asked for, one is made at a time.</summary>
    private static readonly SemaphoreSlim Making = new(1);

    /// <summary>Maps all paths.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (string page in (string[])["/", "/compare", "/run/{id}", "/studies", "/study/{id}"])
        {
            routes.MapGet(page, context => SendAsync(context, AssetFiles.Page, "no-cache"));
        }

        routes.MapGet("/replay/{id}/{record}", ReplayAsync);
        routes.MapGet("/assets/{name}", AssetAsync);
        routes.MapGet("/favicon.ico", context => Refuse(context, StatusCodes.Status404NotFound, "there is no picture"));
        Api(routes, "runs", question => _lists.Runs(question), ApiJson.Default.RunList);
        Api(routes, "groups", question => _lists.Groups(question), ApiJson.Default.GroupList);
        Api(routes, "curves", question => _curves.Curves(question), ApiJson.Default.CurveAnswer);
        Api(routes, "diff", question => _curves.Differences(question), ApiJson.Default.DifferenceAnswer);
        Api(routes, "health", _ => Health(), ApiJson.Default.HealthAnswer);
        OfRun(routes, "runs/{id}", (run, _) => _details.Of(run), ApiJson.Default.RunDetail);
        OfRun(routes, "runs/{id}/metrics", DetailAnswers.Metrics, ApiJson.Default.MetricsPart);
        Api(routes, "studies", _ => _studies.All(), ApiJson.Default.StudyList);
        OfStudy(routes, "studies/{id}", (study, _) => _studies.Of(study), ApiJson.Default.StudyDetail);
        OfStudy(routes, "studies/{id}/cells", _studies.Cells, ApiJson.Default.CellList);
        routes.MapGet("/api/v1/runs/{id}/records/{name}", RecordAsync);
        routes.MapGet("/api/v1/events", EventsAsync);
        routes.MapFallback(context => Refuse(context, StatusCodes.Status404NotFound, "there is no such page"));
    }

    private void Api<T>(IEndpointRouteBuilder routes, string path, Func<Question, T> answer, JsonTypeInfo<T> kind) =>
        routes.MapGet($"/api/v1/{path}", context => AnswerAsync(context, question => answer(question), kind));

    private void OfRun<T>(IEndpointRouteBuilder routes, string path, Func<FollowedRun, Question, T> answer, JsonTypeInfo<T> kind)
        where T : class => routes.MapGet($"/api/v1/{path}", context => AnswerAsync(
            context, question => Run(context) is { } run ? answer(run, question) : null, kind));

    private void OfStudy<T>(IEndpointRouteBuilder routes, string path, Func<FollowedStudy, Question, T> answer, JsonTypeInfo<T> kind)
        where T : class => routes.MapGet($"/api/v1/{path}", context => AnswerAsync(
            context,
            question => context.Request.RouteValues["id"] is string id && catalogue.Studies.Find(id) is { } study ? answer(study, question) : null,
            kind,
            "there is no such study"));

    private async Task AnswerAsync<T>(HttpContext context, Func<Question, T?> answer, JsonTypeInfo<T> kind, string otherwise = "there is no such run")
    {
        await catalogue.Ready.WaitAsync(context.RequestAborted);
        HttpResponse response = context.Response;
        response.ContentType = "application/json";
        try
        {
            if (answer(new Question(context.Request.Query)) is { } document)
            {
                await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(document, kind), context.RequestAborted);
            }
            else
            {
                await Refuse(context, StatusCodes.Status404NotFound, otherwise);
            }
        }
        catch (ExplainedException failure)
        {
            await Refuse(context, StatusCodes.Status400BadRequest, failure.Message);
        }
    }

    private FollowedRun? Run(HttpContext context) => context.Request.RouteValues["id"] is string id ? catalogue.Find(id) : null;

    private HealthAnswer Health() => new(Build.Version, catalogue.Bounds.Name, catalogue.Runs.Count, catalogue.Studies.All.Count, hub.Pages, Process.GetCurrentProcess().WorkingSet64);

    private async Task EventsAsync(HttpContext context)
    {
        try
        {
            HashSet<string> runs = [.. new Question(context.Request.Query).List("runs", MostSubscribed)];
            await _stream.ServeAsync(context, runs);
        }
        catch (ExplainedException failure)
        {
            await Refuse(context, StatusCodes.Status400BadRequest, failure.Message);
        }
    }

    private async Task RecordAsync(HttpContext context)
    {
        await catalogue.Ready.WaitAsync(context.RequestAborted);
        if (Record(context, "name") is not { } path)
        {
            await Refuse(context, StatusCodes.Status404NotFound, "there is no such record");
            return;
        }

        using FileStream stream = SharedReading.Open(path, SharedReading.ReadAhead);
        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = stream.Length;
        await stream.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private async Task ReplayAsync(HttpContext context)
    {
        await catalogue.Ready.WaitAsync(context.RequestAborted);
        if (Record(context, "record") is not { } path)
        {
            await Refuse(context, StatusCodes.Status404NotFound, "there is no such record");
            return;
        }

        try
        {
            string page = await PageOfAsync(path, context.RequestAborted);
            context.Response.Headers.ContentSecurityPolicy = RequestGuard.RecordPolicy;
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync(page, context.RequestAborted);
        }
        catch (ExplainedException failure)
        {
            await Refuse(context, StatusCodes.Status422UnprocessableEntity, catalogue.Bounds.Shorten(failure.Message));
        }
    }

    private static async Task<string> PageOfAsync(string path, CancellationToken cancellation)
    {
        await Making.WaitAsync(cancellation);
        try
        {
            return RecordPage.Of(path);
        }
        finally
        {
            Making.Release();
        }
    }

    /// <summary>The path of a record that the run itself lists, and that lies in the folder at this moment too.</summary>
    private string? Record(HttpContext context, string name)
    {
        if (Run(context) is not { } run || run.View.Records.FirstOrDefault(record => record == context.Request.RouteValues[name] as string) is not { } listed)
        {
            return null;
        }

        var file = new FileInfo(Path.Combine(run.View.Place.Folder, "records", listed));
        return file.Exists && file.Directory!.LinkTarget is null && catalogue.Bounds.Contains(file) ? file.FullName : null;
    }

    private static Task AssetAsync(HttpContext context)
    {
        if (context.Request.RouteValues["name"] is not string name || AssetFiles.Find(name) is not { } asset)
        {
            return Refuse(context, StatusCodes.Status404NotFound, "there is no such file");
        }

        return SendAsync(context, asset, context.Request.Query["v"] == asset.Version ? "private, max-age=31536000, immutable" : "no-cache");
    }

    private static async Task SendAsync(HttpContext context, AssetFile asset, string caching)
    {
        HttpResponse response = context.Response;
        response.Headers.CacheControl = caching;
        response.Headers.Vary = "Accept-Encoding";
        response.ContentType = asset.ContentType;
        bool compressed = context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (compressed)
        {
            response.Headers.ContentEncoding = "gzip";
        }

        byte[] content = compressed ? asset.Compressed : asset.Content;
        response.ContentLength = content.Length;
        await response.Body.WriteAsync(content, context.RequestAborted);
    }

    /// <summary>Answers with a sentence: as a document where a script asks.</summary>
    private static Task Refuse(HttpContext context, int status, string sentence)
    {
        if (!context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            return RequestGuard.RefuseAsync(context, status, sentence);
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(new Refusal(sentence), ApiJson.Default.Refusal)).AsTask();
    }
}
