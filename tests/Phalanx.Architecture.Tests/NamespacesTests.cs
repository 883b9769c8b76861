namespace Phalanx.Architecture.Tests;

public class NamespacesTests
{
    [Fact]
    public void Every_namespace_of_learning_has_a_place_in_the_line_and_the_line_names_no_other() => Assert.Equal(
        Namespaces.Line.Order(StringComparer.Ordinal),
        Learning.Select(file => file.Namespace).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void No_namespace_of_learning_uses_one_that_stands_behind_it()
    {
        var place = Namespaces.Line.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
        string[] found =
        [
            .. from file in Learning
               from used in file.Uses
               where place.TryGetValue(used, out int other) && other > place[file.Namespace]
               select $"{file.Path} uses {used}",
        ];
        Assert.True(found.Length == 0, string.Join("; ", found));
    }

    [Fact]
    public void A_folder_of_learning_is_a_namespace() =>
        Assert.All(Learning, file => Assert.True(file.Namespace == file.Folder, $"{file.Path} declares {file.Namespace}"));

    // Elsewhere folders may sort the files of one namespace.
    [Fact]
    public void Every_file_lies_in_the_folder_of_its_namespace_or_below_it()
    {
        Assert.NotEmpty(Namespaces.Files);
        Assert.All(
            Namespaces.Files,
            file => Assert.True($"{file.Folder}.".StartsWith($"{file.Namespace}.", StringComparison.Ordinal), $"{file.Path} declares {file.Namespace}"));
    }

    [Fact]
    public void No_namespaces_beside_each_other_use_each_other_in_a_circle()
    {
        var uses = Namespaces.Files
            .SelectMany(file => file.Uses.Where(used => !Namespaces.Nested(used, file.Namespace)), (file, used) => (file.Namespace, Used: used))
            .ToLookup(arrow => arrow.Namespace, arrow => arrow.Used);
        Assert.NotEmpty(uses);
        Assert.All(uses, from => Assert.DoesNotContain(from.Key, Reachable.From(from.Key, name => uses[name])));
    }

    [Fact]
    public void The_line_that_the_documents_draw_is_the_one_that_is_tested()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs/architecture.md"));
        int[] places = [.. Namespaces.Line.Skip(1).Select(name => page.IndexOf($"`{name[(Namespaces.Learning.Length + 1)..]}/`", StringComparison.Ordinal))];
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    private static IEnumerable<CodeFile> Learning => Namespaces.Files.Where(file => file.Path.StartsWith($"src/{Namespaces.Learning}/", StringComparison.Ordinal));
}
