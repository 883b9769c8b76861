namespace Phalanx.Learning.Recording;

/// <summary>How large the parts of a record may be. Readers refuse what is larger before they take memory for it, so writers refuse it too.</summary>
internal static class RecordLimits
{
    public const long File = 1L << 30;
    public const int Header = 1 << 20;
    public const int Index = 4 << 20;
    public const int Framed = 64 << 20;
    public const int Inflated = 256 << 20;

    /// <summary>An episode that inflates to more has the memory of others given back before it is read. No battle comes near it.</summary>
    public const int LargeEpisode = 64 << 20;

    /// <summary>No stream of zlib is longer than so many times its bytes, and a few more.</summary>
    public const int MostInflation = 1032;
    public const int InflationSlack = 64;

    /// <summary>Of the JSON in an episode.</summary>
    public const int Json = 16 << 20;
    public const int JsonDepth = 16;

    /// <summary>Elements of one list: what takes two bytes in JSON may take a hundred in memory.</summary>
    public const int JsonList = 1 << 18;

    public const int Agents = 1024;
    public const int Actions = 4096;
    public const int Dimensions = 256;
    public const int Steps = 100_000;
    public const int Items = 65_535;
    public const int Episodes = 10_000;
    public const int Entities = 65_535;
    public const int Observation = 1 << 20;
    public const int Joint = 64;
    public const int Statistics = 1024;

    /// <summary>Bars of an item: the places of one byte.</summary>
    public const int Bars = 8;

    /// <summary>Kinds of events: the values of one byte.</summary>
    public const int EventKinds = 256;

    public const int Events = 1 << 20;

    /// <summary>UTF-8 bytes of one string, and of all of an episode.</summary>
    public const int String = 64 << 10;
    public const int Strings = 1 << 20;

    /// <summary>UTF-8 bytes of the names of all numbers of an observation; a header with more has none. Written as JSON they may take six times as many.</summary>
    public const int FeatureNames = 64 << 10;

    /// <summary>A game with more joint actions has no payoffs in the header.</summary>
    public const int PayoffCells = 20_000;

    /// <summary>Observations that a longest episode may have at most to be recorded without a request.</summary>
    public const int ObservationsUnasked = 200_000;
}
