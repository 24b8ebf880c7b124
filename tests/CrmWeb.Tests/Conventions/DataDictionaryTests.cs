using Xunit;

namespace CrmWeb.Tests.Conventions;

[Trait("Category", "Pure")]
public sealed class DataDictionaryTests
{
    /// <summary>With CRM_TEST_WRITE_DOCS=1 the file is written instead.</summary>
    [Fact]
    public void The_data_dictionary_tells_the_model_as_it_is()
    {
        var composed = DataDictionary.Compose();
        if (Environment.GetEnvironmentVariable("CRM_TEST_WRITE_DOCS") == "1")
        {
            File.WriteAllText(Path.Combine(Repository.Root, DataDictionary.File), composed);
        }

        Assert.True(composed == Repository.Read(DataDictionary.File), $"{DataDictionary.File} is out of date; its head says how to write it anew.");
    }
}
