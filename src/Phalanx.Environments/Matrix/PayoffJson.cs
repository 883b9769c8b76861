using System.Text.Json;

namespace Phalanx.Environments.Matrix;

/// <summary>
/// Payoffs as nested arrays, one level per agent. Other properties beside <c>payoff</c>, such as a name or a source, are let be.
/// </summary>
internal sealed class PayoffJson(string path)
{
    private const string Property = "payoff";

    private readonly List<double> _values = [];

    // Where in the nested arrays the reading is: one index per level.
    private readonly List<int> _place = [];
    private int _agents;
    private int _actions;

    public PayoffTable Parse(byte[] content)
    {
        ReadOnlySpan<byte> text = content.AsSpan();
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        Utf8JsonReader reader = new(text.StartsWith(mark) ? text[mark.Length..] : text);
        try
        {
            ReadObject(ref reader);
        }
        catch (JsonException failure)
        {
            throw PayoffFile.Error(
                path, $"it is not valid JSON (line {failure.LineNumber + 1}, column {failure.BytePositionInLine + 1})", failure);
        }
        catch (InvalidOperationException failure)
        {
            // The reader does not look into texts until one is compared, and half a surrogate pair cannot be.
            throw PayoffFile.Error(path, "it is not valid JSON: the name of a property is not valid Unicode", failure);
        }

        return PayoffFile.TableOf(path, _agents, _actions, _values);
    }

    private void ReadObject(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Error($"it must be an object with a property \"{Property}\"");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!reader.ValueTextEquals(Property))
            {
                reader.Skip();
            }
            else if (_agents > 0)
            {
                throw Error($"it has two properties \"{Property}\"");
            }
            else
            {
                ReadPayoff(ref reader);
            }
        }

        // What follows the object must be nothing; the reader says so if it is not.
        reader.Read();
        if (_agents == 0)
        {
            throw Error($"it has no property \"{Property}\"");
        }
    }

    private void ReadPayoff(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw Error($"\"{Property}\" must be nested lists of numbers, one level per agent");
        }

        ReadArray(ref reader);
    }

    private void ReadArray(ref Utf8JsonReader reader)
    {
        int count = 0;
        _place.Add(0);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            _place[^1] = count++;
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                ReadArray(ref reader);
            }
            else
            {
                ReadNumber(ref reader);
            }
        }

        _place.RemoveAt(_place.Count - 1);
        CheckLength(count);
    }

    private void ReadNumber(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out double value) || !double.IsFinite(value))
        {
            throw Error($"{Place()} is not a finite number");
        }

        _agents = _agents == 0 ? _place.Count : _agents;
        if (_place.Count != _agents)
        {
            throw Error(
                $"{Place()} is a number at level {_place.Count} where others are at level {_agents}; there must be one level per agent");
        }

        PayoffFile.Add(path, _values, value);
    }

    private void CheckLength(int count)
    {
        if (count == 0)
        {
            throw Error($"{Place()} is empty");
        }

        _actions = _actions == 0 ? count : _actions;
        if (count != _actions)
        {
            throw Error($"{Place()} has {count} entries where others have {_actions}; all agents need the same number of actions");
        }
    }

    private string Place() => Property + string.Concat(_place.Select(index => $"[{index}]"));

    private Foundation.UserErrorException Error(string problem) => PayoffFile.Error(path, problem);
}
