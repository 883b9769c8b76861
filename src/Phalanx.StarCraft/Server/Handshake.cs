using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Phalanx.StarCraft.Server;

/// <summary>How a request becomes a websocket (RFC 6455, section 4.2).</summary>
internal static class Handshake
{
    private const string Version = "13";
    private const string Magic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private const int KeyBytes = 16;

    /// <summary>Whether a request asks for a websocket.</summary>
    public static bool IsAskedFor(HttpContext context) =>
        context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
        && string.Equals(context.Request.Headers.Upgrade, "websocket", StringComparison.OrdinalIgnoreCase)
        && context.Request.Headers.SecWebSocketVersion == Version
        && IsKey(context.Request.Headers.SecWebSocketKey);

    /// <summary>Agrees, and gives the line.</summary>
    public static async Task<Stream> AgreeAsync(HttpContext context)
    {
        context.Response.Headers[HeaderNames.Connection] = HeaderNames.Upgrade;
        context.Response.Headers[HeaderNames.Upgrade] = "websocket";
        context.Response.Headers[HeaderNames.SecWebSocketAccept] = AnswerTo(context.Request.Headers.SecWebSocketKey.ToString());
        return await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
    }

    private static bool IsKey(string? key) => key is not null && Convert.TryFromBase64String(key, stackalloc byte[KeyBytes + 1], out int bytes) && bytes == KeyBytes;

#pragma warning disable CA5350 // The protocol demands this sum, and nothing is kept secret by it.
    private static string AnswerTo(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Magic)));
#pragma warning restore CA5350
}
