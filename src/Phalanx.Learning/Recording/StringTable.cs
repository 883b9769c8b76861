using System.Text;

namespace Phalanx.Learning.Recording;

/// <summary>The strings of an episode, each once. The first is the empty one, which also stands for those beyond the limits.</summary>
internal sealed class StringTable
{
    private readonly List<string> _strings = [""];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal) { [""] = 0 };
    private int _bytes;

    public IReadOnlyList<string> Strings => _strings;

    public int PlaceOf(string? text)
    {
        if (text is null || _places.TryGetValue(text, out int place))
        {
            return text is null ? 0 : _places[text];
        }

        int bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes > RecordLimits.String || bytes > RecordLimits.Strings - _bytes || _strings.Count == RecordLimits.JsonList)
        {
            return 0;
        }

        _bytes += bytes;
        _strings.Add(text);
        _places.Add(text, _strings.Count - 1);
        return _strings.Count - 1;
    }
}
