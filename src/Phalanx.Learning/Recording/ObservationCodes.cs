namespace Phalanx.Learning.Recording;

/// <summary>Observations as codes of a byte over the range of each feature, feature by feature.</summary>
internal static class ObservationCodes
{
    private const int MostCode = byte.MaxValue - 1;
    private const int NotFinite = byte.MaxValue;
    private const int BytesOfRange = 2 * sizeof(float);

    /// <summary>How many bytes the observations of so many agent-steps take.</summary>
    public static long LengthOf(int features, long rows) => features * (BytesOfRange + rows);

    /// <summary>Writes observations, [rows x features].</summary>
    public static void Write(SectionWriter section, ReadOnlySpan<float> observations, int features)
    {
        int rows = observations.Length / features;
        float[] values = new float[rows];
        var ranges = new ValueRange[features];
        for (int feature = 0; feature < features; feature++)
        {
            Take(observations, features, feature, values);
            ranges[feature] = ValueRange.Of(values, MostCode);
            section.Single(ranges[feature].Low);
            section.Single(ranges[feature].Step);
        }

        for (int feature = 0; feature < features; feature++)
        {
            Take(observations, features, feature, values);
            Span<byte> codes = section.Room(rows);
            for (int row = 0; row < rows; row++)
            {
                codes[row] = (byte)ranges[feature].CodeOf(values[row], NotFinite);
            }
        }
    }

    /// <summary>Reads some rows of a section, [rows x features].</summary>
    public static void Read(ReadOnlySpan<byte> section, int features, int allRows, int first, Span<float> observations)
    {
        for (int feature = 0; feature < features; feature++)
        {
            var range = new SectionReader(section[(feature * BytesOfRange)..], "observations");
            var steps = new ValueRange(range.Single(), range.Single());
            ReadOnlySpan<byte> codes = section[((features * BytesOfRange) + (feature * allRows))..];
            for (int row = 0; row < observations.Length / features; row++)
            {
                observations[(row * features) + feature] = steps.ValueOf(codes[first + row], NotFinite);
            }
        }
    }

    private static void Take(ReadOnlySpan<float> observations, int features, int feature, Span<float> values)
    {
        for (int row = 0; row < values.Length; row++)
        {
            values[row] = observations[(row * features) + feature];
        }
    }
}
