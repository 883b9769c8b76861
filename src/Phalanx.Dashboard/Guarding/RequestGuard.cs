using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using SameSiteMode = Microsoft.Net.Http.Headers.SameSiteMode;

namespace Phalanx.Dashboard.Guarding;

/// <summary>
/// What stands before every answer: headers that keep a browser from asking elsewhere, and the refusal of other hosts, of anything but reading, of requests
/// that pages elsewhere make, and of readers without the token.
/// </summary>
internal sealed class RequestGuard(ListenAddress listen, AccessToken? token)
{
    /// <summary>The policy of every page: it may use what this server gives, and nothing else.</summary>
    public const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>
    /// The policy that comes with a page of a record. What is in the page may run as far as the page's own policy names it by its hash: a browser
    /// keeps both.
    /// </summary>
    public const string RecordPolicy =
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly AllowedHosts _hosts = new(listen);
    private readonly string _cookie = string.Create(CultureInfo.InvariantCulture, $"phalanx-dashboard-{listen.Port}");

    /// <summary>Lets a request through, or answers it.</summary>
    public Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        HttpRequest request = context.Request;
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        if (!request.Host.HasValue || !_hosts.Allow(request.Host.Host))
        {
            return RefuseAsync(context, StatusCodes.Status400BadRequest, "this name of the machine is not served");
        }

        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            headers.Allow = "GET, HEAD";
            return RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, "the dashboard is only read");
        }

        if (request.Path.StartsWithSegments("/api", StringComparison.Ordinal) && request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none"))
        {
            return RefuseAsync(context, StatusCodes.Status403Forbidden, "pages of other places may not ask");
        }

        return token is null || token.IsCookie(request.Cookies[_cookie]) ? next(context) : AskForTokenAsync(context, token);
    }

    /// <summary>Answers with one sentence.</summary>
    public static Task RefuseAsync(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync($"{sentence}\n", context.RequestAborted);
    }

    private Task AskForTokenAsync(HttpContext context, AccessToken wanted)
    {
        if (context.Request.Query["token"] is not [{ Length: > 0 } given])
        {
            return RefuseAsync(context, StatusCodes.Status401Unauthorized, "open the address with its token, as the dashboard printed it");
        }

        switch (wanted.Judge(given, context.Connection.RemoteIpAddress))
        {
            case AccessToken.Judgement.Right:
                var cookie = new SetCookieHeaderValue(_cookie, wanted.Cookie) { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/" };
                context.Response.Headers.SetCookie = cookie.ToString();

                // To the same path without the token, so that it stays in no history. A path alone never leads to another host.
                context.Response.StatusCode = StatusCodes.Status303SeeOther;
                context.Response.Headers.Location = $"/{context.Request.Path.ToUriComponent().TrimStart('/', '\\')}";
                return Task.CompletedTask;
            case AccessToken.Judgement.TooMany:
                context.Response.Headers.RetryAfter = "60";
                return RefuseAsync(context, StatusCodes.Status429TooManyRequests, "too many wrong tokens; wait a minute");
            default:
                return RefuseAsync(context, StatusCodes.Status401Unauthorized, "that is not the token");
        }
    }
}
