using System.Net;
using System.Security.Cryptography;
using System.Text;
using Phalanx.Foundation;

namespace Phalanx.Dashboard.Guarding;

/// <summary>
/// What a reader must know where others can reach the dashboard too: a token, given once in the address, and a cookie from then on, which is made from the
/// token and does not tell it. Ten wrong ones a minute from one address, and that address is not listened to.
/// </summary>
internal sealed class AccessToken
{
    private const int Bytes = 16;
    private const int ShortestGiven = 16;
    private const int MostWrong = 10;
    private const int MostAddresses = 1024;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly byte[] _hash;
    private readonly string _cookie;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _wrong = [];
    private long _since;

    private AccessToken(string text, TimeProvider time)
    {
        (Text, _time, _since) = (text, time, time.GetTimestamp());
        _hash = Hash(text);
        _cookie = Convert.ToHexStringLower(Hash($"cookie {text}"));
    }

    /// <summary>The token.</summary>
    public string Text { get; }

    /// <summary>The value of the cookie.</summary>
    public string Cookie => _cookie;

    /// <summary>A token that was given, or a new one of 128 random bits.</summary>
    /// <exception cref="UserErrorException">The one that was given is too short.</exception>
    public static AccessToken Of(string? given, TimeProvider? time = null) => given switch
    {
        null or "" => new AccessToken(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes)), time ?? TimeProvider.System),
        { Length: < ShortestGiven } => throw new UserErrorException($"the token of the dashboard has {given.Length} characters; it must have at least {ShortestGiven}"),
        _ => new AccessToken(given, time ?? TimeProvider.System),
    };

    /// <summary>Whether a cookie is the right one.</summary>
    public bool IsCookie(string? cookie) => cookie is not null && CryptographicOperations.FixedTimeEquals(Hash(cookie), Hash(_cookie));

    /// <summary>Judges a token that an address gave.</summary>
    public Judgement Judge(string given, IPAddress? address)
    {
        lock (_gate)
        {
            if (_time.GetElapsedTime(_since) >= Minute)
            {
                _wrong.Clear();
                _since = _time.GetTimestamp();
            }

            IPAddress from = address ?? IPAddress.None;
            int wrong = _wrong.GetValueOrDefault(from);
            if (wrong >= MostWrong || (wrong == 0 && _wrong.Count >= MostAddresses))
            {
                return Judgement.TooMany;
            }

            if (CryptographicOperations.FixedTimeEquals(Hash(given), _hash))
            {
                return Judgement.Right;
            }

            _wrong[from] = wrong + 1;
            return Judgement.Wrong;
        }
    }

    // Texts of any length are compared in constant time by their hashes.
    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>What a token is.</summary>
    public enum Judgement
    {
        /// <summary>The right one.</summary>
        Right,

        /// <summary>Another one.</summary>
        Wrong,

        /// <summary>Not looked at, after too many wrong ones.</summary>
        TooMany,
    }
}
